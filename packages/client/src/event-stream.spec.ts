import { readEvents, splitEvents } from './event-stream.js';

describe('the events in a text', () => {
  it.each([
    ['retry: 3000\n\n', [{ id: null, data: '' }], ''],
    [
      ':\n\nid: 7\nevent: notification\ndata: {"a":1}\n\n',
      [
        { id: null, data: '' },
        { id: '7', data: '{"a":1}' },
      ],
      '',
    ],
    ['id: 7\r\ndata: a\r\ndata: b\r\n\r\nid: 8\ndat', [{ id: '7', data: 'a\nb' }], 'id: 8\ndat'],
    ['data:no blank\n\n', [{ id: null, data: 'no blank' }], ''],
    ['', [], ''],
  ])('%j', (text, events, rest) => {
    expect(splitEvents(text)).toEqual({ events, rest });
  });
});

describe('a stream of events', () => {
  const bytes = (...chunks: number[][]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(Uint8Array.from(chunk));
        controller.close();
      },
    });
  const text = (value: string) => [...new TextEncoder().encode(value)];

  it('is read although letters and events are cut anywhere', async () => {
    const all = text('id: 1\ndata: "Übung"\n\n');
    const read = [];
    for await (const event of readEvents(bytes(all.slice(0, 14), all.slice(14)), () => undefined, 1000))
      read.push(event);
    expect(read).toEqual([{ id: '1', data: '"Übung"' }]);
  });

  it('is cut when nothing comes for too long', async () => {
    let fail: (error: Error) => void = () => undefined;
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => void (fail = (error) => controller.error(error)),
    });
    const reading = (async () => {
      for await (const event of readEvents(silent, () => fail(new Error('cut')), 20))
        throw new Error(JSON.stringify(event));
    })();
    await expect(reading).rejects.toThrow('cut');
  });
});
