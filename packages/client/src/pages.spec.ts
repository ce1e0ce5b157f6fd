import { cursorIn, each, type Page } from './pages.js';

describe('the cursor of the next page', () => {
  it.each([
    [null, null],
    ['</api/v1/notifications?limit=2&cursor=abc_-1>; rel="next"', 'abc_-1'],
    ['<https://example.com/prefix/api/v1/x?cursor=a%2Bb>; rel=next', 'a+b'],
    ['</api/v1/x?limit=2>; rel="next"', null],
    ['</api/v1/x?cursor=abc>; rel="prev"', null],
  ])('in %p is %p', (link, cursor) => {
    expect(cursorIn(link)).toBe(cursor);
  });
});

describe('all rows of a list', () => {
  const pages: Record<string, Page<number>> = {
    first: { items: [1, 2], next: 'second', total: null },
    second: { items: [], next: 'third', total: null },
    third: { items: [3], next: null, total: null },
  };

  it('come page after page, with the same query, and no page is asked for before it is needed', async () => {
    const asked: unknown[] = [];
    const page = ({ query }: { query?: { cursor?: string; status?: string } | undefined }) => {
      asked.push(query);
      return Promise.resolve(pages[query?.cursor ?? 'first']!);
    };
    const rows: number[] = [];
    for await (const row of each(page, { query: { status: 'pending' } })) {
      rows.push(row);
      if (row === 2) expect(asked).toEqual([{ status: 'pending' }]);
    }
    expect(rows).toEqual([1, 2, 3]);
    expect(asked.slice(1)).toEqual([
      { status: 'pending', cursor: 'second' },
      { status: 'pending', cursor: 'third' },
    ]);
  });
});
