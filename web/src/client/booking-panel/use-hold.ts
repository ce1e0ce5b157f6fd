import type { Hold, HoldTime } from '@vibe-coaching/client';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../session/api.js';

/** A time that nobody else can have while this client decides. */
export interface KeptTime {
  readonly hold: Hold | null;
  /** Why it could not be held. */
  readonly error: unknown;
  /** The server has used it up: there is nothing to drop any more. */
  readonly use: () => void;
  /** Holds the time anew. */
  readonly again: () => void;
}

/** Holds a time until the component goes away. */
export function useHold(wanted: HoldTime): KeptTime {
  const [hold, setHold] = useState<Hold | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const current = useRef<Hold | null>(null);
  useEffect(() => {
    let isGone = false;
    setError(null);
    api.timesHold({ body: wanted }).then(
      (made) => {
        if (isGone) {
          drop(made);
        } else {
          current.current = made;
          setHold(made);
        }
      },
      (caught: unknown) => setError(caught),
    );
    return () => {
      isGone = true;
      if (current.current !== null) drop(current.current);
    };
  }, [round]);
  const use = useCallback(() => void (current.current = null), []);
  const again = useCallback(() => {
    current.current = null;
    setHold(null);
    setRound((count) => count + 1);
  }, []);
  return { hold, error, use, again };
}

/** One that has ended is gone by itself. Nobody waits for the answer: the server ends each hold in time. */
function drop({ id, expires_at: end }: Hold): void {
  if (new Date(end) > new Date()) api.timesDropHold({ path: { id } }).catch(() => undefined);
}
