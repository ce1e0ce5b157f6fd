import { useCallback, useRef, useState } from 'preact/hooks';

/** Something that a person does, whose answer the page waits for. */
export interface Action<Arguments extends unknown[]> {
  readonly run: (...given: Arguments) => Promise<void>;
  readonly isBusy: boolean;
  /** Why the server refused: shown by `Refusal`. */
  readonly error: unknown;
  readonly clear: () => void;
}

/** Runs one request at a time; a second press while the first is on its way does nothing. */
export function useAction<Arguments extends unknown[]>(
  work: (...given: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const current = useRef(work);
  current.current = work;
  const run = useCallback(async (...given: Arguments) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await current.current(...given);
    } catch (caught) {
      setError(caught);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { run, isBusy, error, clear };
}
