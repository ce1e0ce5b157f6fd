import type { Page } from '@vibe-coaching/client';
import { useCallback, useState } from 'preact/hooks';
import { type Load, useLoad } from './use-load.js';

/** A list that grows by pages. */
export interface List<Item> extends Load<readonly Item[]> {
  /** Reads the next page; null on the last one. */
  readonly more: (() => Promise<void>) | null;
  readonly total: string | null;
}

/** Reads the first page of a list, and the next ones on demand. */
export function useList<Item>(
  read: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Item>>,
  dependencies: readonly unknown[],
): List<Item> {
  const [next, setNext] = useState<string | null>(null);
  const [total, setTotal] = useState<string | null>(null);
  const first = useLoad(async (signal) => {
    const page = await read(undefined, signal);
    setNext(page.next);
    setTotal(page.total);
    return page.items;
  }, dependencies);
  const { value = [], replace } = first;
  const more = useCallback(async () => {
    const page = await read(next ?? undefined);
    setNext(page.next);
    replace([...value, ...page.items]);
  }, [next, value]);
  return { ...first, more: next === null ? null : more, total };
}
