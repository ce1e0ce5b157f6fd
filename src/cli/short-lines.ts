const WIDTH = 110;

/**
 * The JSON text anew, indented by tabs. What fits into a line stands in one, so the committed document has half the size, and a
 * change of it shows as few lines.
 */
export const inShortLines = (json: string) => laidOut(JSON.parse(json), '');

function laidOut(value: unknown, margin: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || margin.length + line.length <= WIDTH) return line;
  const inner = `${margin}\t`;
  const [open, parts, close] = Array.isArray(value)
    ? ['[', value.map((item) => laidOut(item, inner)), ']']
    : ['{', Object.entries(value).map(([key, it]) => `${JSON.stringify(key)}: ${laidOut(it, inner)}`), '}'];
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${margin}${close}`;
}
