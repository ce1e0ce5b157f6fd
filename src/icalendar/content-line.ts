/** The most octets of a line without its end (RFC 5545, 3.1). */
const MAX_OCTETS = 75;

/** Characters that no part of a calendar may have. Lines end by CR LF, which `textValue` turns into `\n`. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A value of type TEXT: whatever it holds, it stays one value on one line. */
export function textValue(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** A value of a parameter, in quotes. Nothing can escape a quote there: it becomes an apostrophe. */
export function quoted(text: string): string {
  return `"${text
    .replace(/[\r\n]+/g, ' ')
    .replace(CONTROLS, '')
    .replace(/"/g, "'")}"`;
}

/** The address of a person as a URI (RFC 6068). */
export function mailto(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)].map(escaped);
  return `mailto:${local}@${domain}`;
}

const escaped = (part: string) => part.toWellFormed().replace(/[^\w.+~!$'*-]+/g, encodeURIComponent);

/** An instant in UTC, to the second. */
export function utcTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Ends each line by CR LF, and folds those that are too long, between characters: octets count, not characters. */
export function contentLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function folded(line: string): string {
  if (Buffer.byteLength(line) <= MAX_OCTETS) return line;
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
