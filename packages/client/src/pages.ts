/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The `cursor` of the next page; null on the last one. */
  readonly next: string | null;
  /** How many rows the whole list has, if the query asked with `count`: `10000+` when there are more. */
  readonly total: string | null;
}

export function pageOf({ data, response }: { data: unknown; response: Response }): Page<unknown> {
  const { headers } = response;
  return { items: data as unknown[], next: cursorIn(headers.get('Link')), total: headers.get('X-Total-Count') };
}

/** The cursor in a Link header (RFC 8288) with the address of the next page. */
export function cursorIn(link: string | null): string | null {
  const [, query = ''] = /<[^>?]*\?([^>]*)>; *rel="?next"?/.exec(link ?? '') ?? [];
  return new URLSearchParams(query).get('cursor');
}

interface ListCall {
  readonly query?: Record<string, unknown>;
}

/** All rows, page after page. */
export async function* each<Call extends ListCall, Item>(
  page: (call: Call) => Promise<Page<Item>>,
  call: Call,
): AsyncGenerator<Item, void, undefined> {
  for (let query = call.query; ;) {
    const { items, next } = await page({ ...call, query });
    yield* items;
    if (next === null) return;
    query = { ...query, cursor: next };
  }
}
