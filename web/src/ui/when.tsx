import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { momentText, spanText, zoneText } from '../time/times.js';

interface WhenProps {
  /** An instant, as the API answers it. */
  readonly at: string;
  readonly until?: string | null | undefined;
  /** Another zone than the viewer's own: then the time says which one. */
  readonly zone?: string;
}

/** A moment or a span, in the viewer's zone unless said otherwise. */
export function When({ at, until, zone }: WhenProps) {
  const { words } = useTexts();
  const session = useSession();
  const shown = zone ?? session.zone;
  const start = new Date(at);
  const text =
    until === undefined
      ? momentText(start, shown, words)
      : spanText(start, until === null ? null : new Date(until), shown, words);
  return (
    <time dateTime={at}>
      {text}
      {shown !== session.zone && ` ${zoneText(start, shown)}`}
    </time>
  );
}
