import type { CalendarConflict } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { all } from '../read-all.js';

/** What the coach did to sessions at Google, and what is to become of it here. */
export function ConflictsCard() {
  const { coach } = useTexts();
  const conflicts = useLoad((signal) => all(api.googleList.each({ signal })), []);
  if (conflicts.value?.length === 0) return null;
  return (
    <Card title={coach.calendars.conflicts}>
      <Loaded of={conflicts}>
        {(rows) => (
          <ul class="rows">
            {rows.map((conflict) => (
              <Conflict key={conflict.id} conflict={conflict} onDone={conflicts.reload} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Conflict({ conflict, onDone }: { readonly conflict: CalendarConflict; readonly onDone: () => void }) {
  const { coach } = useTexts();
  const { kind, starts_at, ends_at, google_starts_at, google_ends_at } = conflict;
  const path = { conflict_id: conflict.id };
  const decide = useAction(async (answer: () => Promise<unknown>) => {
    await answer();
    onDone();
  });
  return (
    <li class="stack tight">
      <span>
        <When at={starts_at} until={ends_at} />:{' '}
        {kind === 'deleted' || google_starts_at === null ? (
          coach.calendars.deletedThere
        ) : (
          <>
            {coach.calendars.movedThere} <When at={google_starts_at} until={google_ends_at} />
          </>
        )}
      </span>
      <span class="row">
        <Button isBusy={decide.isBusy} onClick={() => void decide.run(() => api.googleAccept({ path }))}>
          {kind === 'deleted' ? coach.calendars.acceptDeleted : coach.calendars.acceptMoved}
        </Button>
        <Button isBusy={decide.isBusy} onClick={() => void decide.run(() => api.googleDismiss({ path }))}>
          {coach.calendars.dismiss}
        </Button>
      </span>
      <Refusal error={decide.error} />
    </li>
  );
}
