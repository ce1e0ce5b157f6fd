import type { Caller } from './caller.js';

/** Follows the `Link` headers and returns the rows of all pages. Calls `visit` between the pages. */
export async function walk<Row>(caller: Caller, path: string, visit?: () => Promise<unknown>): Promise<Row[][]> {
  const pages: Row[][] = [];
  for (let next: string | null = path; next !== null;) {
    if (pages.length > 0) await visit?.();
    const { status, headers, body } = await caller.get(next);
    if (status !== 200) throw new Error(`${next} answered ${status}: ${JSON.stringify(body)}`);
    pages.push(body as Row[]);
    next = nextOf(headers);
  }
  return pages;
}

/** The address of the next page; null on the last one. */
export function nextOf(headers: Headers): string | null {
  return /^<([^>]*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null;
}
