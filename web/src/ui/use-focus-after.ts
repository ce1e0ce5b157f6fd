import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Puts the focus on the first control of a place when what it shows has changed, but not at first: the button that was pressed is
 * gone, and the keyboard would begin at the top of the page.
 */
export function useFocusAfter(shown: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    place.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, [shown]);
  return place;
}
