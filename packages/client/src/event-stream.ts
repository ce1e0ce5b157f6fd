/** One event of a stream (WHATWG HTML, section 9.2). `data` is empty when only a comment or an id came. */
export interface StreamEvent {
  readonly id: string | null;
  readonly data: string;
}

/** The events in a text that ends with an empty line, and the rest that is no whole event yet. */
export function splitEvents(text: string): { events: StreamEvent[]; rest: string } {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.map(eventOf), rest };
}

function eventOf(block: string): StreamEvent {
  const lines = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
  const valuesOf = (field: string) => lines.filter(([, name]) => name === field).map(([, , value = '']) => value);
  return { id: valuesOf('id').at(-1) ?? null, data: valuesOf('data').join('\n') };
}

/** Reads the events of a body. `cut` ends the connection when nothing comes for `silence` milliseconds, or the reader stops. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  cut: () => void,
  silence: number,
): AsyncGenerator<StreamEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      timer = setTimeout(cut, silence);
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) return;
      const { events, rest } = splitEvents(text + decoder.decode(value, { stream: true }));
      text = rest;
      yield* events;
    }
  } finally {
    clearTimeout(timer);
    cut();
  }
}
