/** The Markdown of our documents as HTML: headings with anchors, paragraphs, lists, tables as text, code. Everything else is text. */
export function htmlOf(markdown: string): string {
  return blocksOf(markdown.split('\n')).map(blockHtml).join('\n');
}

interface Block {
  readonly kind: 'code' | 'heading' | 'list' | 'text';
  readonly lines: string[];
}

const FENCE = /^```/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of lines) {
    if (open?.kind === 'code') {
      if (FENCE.test(line)) open = undefined;
      else open.lines.push(line);
      continue;
    }
    const kind = kindOf(line, open);
    if (kind === null) open = undefined;
    else if (open !== undefined && open.kind === kind && kind !== 'heading') open.lines.push(line);
    else blocks.push((open = { kind, lines: kind === 'code' ? [] : [line] }));
  }
  return blocks;
}

function kindOf(line: string, open: Block | undefined): Block['kind'] | null {
  if (line.trim() === '') return null;
  if (FENCE.test(line)) return 'code';
  if (/^#{1,6} /.test(line)) return 'heading';
  // What is indented goes on with its item.
  return /^- /.test(line) || (open?.kind === 'list' && /^ /.test(line)) ? 'list' : 'text';
}

function blockHtml({ kind, lines }: Block): string {
  const text = lines.join('\n');
  if (kind === 'code') return `<pre><code>${escaped(text)}</code></pre>`;
  if (kind === 'text') return `<p>${inline(text)}</p>`;
  if (kind === 'heading') return headingHtml(text);
  const items = text.split(/^- /m).slice(1);
  return `<ul>${items.map((item) => `<li>${inline(item.trim())}</li>`).join('')}</ul>`;
}

function headingHtml(line: string): string {
  const [, marks = '', title = ''] = /^(#+) (.*)$/.exec(line) ?? [];
  const anchor = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const level = marks.length;
  return `<h${level} id="${anchor}"><a href="#${anchor}">${inline(title)}</a></h${level}>`;
}

/** Files of the repository are not served: a link to one is shown as its text. */
function inline(text: string): string {
  return escaped(text)
    .replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+|\/[^)\s]*|#[^)\s]*)\)/g, '<a href="$2">$1</a>')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
