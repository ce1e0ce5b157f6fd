import { useCallback, useEffect, useState } from 'preact/hooks';

/** What a page reads from the server, and how far that is. */
export interface Load<Value> {
  /** The last answer; it stays while a newer one is on its way. */
  readonly value: Value | undefined;
  /** Why the last try failed: a `Problem`, or a TypeError when the server cannot be reached. */
  readonly error: unknown;
  readonly isLoading: boolean;
  /** Asks again. */
  readonly reload: () => void;
  /** Puts an answer of the server in place, for instance the one to a change. */
  readonly replace: (value: Value) => void;
}

/** Reads from the server, and again when a dependency changes; the answer to an older question is dropped. */
export function useLoad<Value>(
  read: (signal: AbortSignal) => Promise<Value>,
  dependencies: readonly unknown[],
): Load<Value> {
  const [state, setState] = useState<{ value?: Value; error?: unknown; isLoading: boolean }>({ isLoading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setState(({ value }) => ({ ...(value !== undefined && { value }), isLoading: true }));
    read(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) setState({ value, isLoading: false });
      },
      (error: unknown) => {
        if (!stop.signal.aborted)
          setState(({ value }) => ({ ...(value !== undefined && { value }), error, isLoading: false }));
      },
    );
    return () => stop.abort();
    // `read` is a new function at each rendering; the dependencies say when it asks something else.
  }, [...dependencies, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const replace = useCallback((value: Value) => setState({ value, isLoading: false }), []);
  return { value: state.value, error: state.error, isLoading: state.isLoading, reload, replace };
}
