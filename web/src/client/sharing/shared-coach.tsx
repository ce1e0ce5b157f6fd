import type { ClientCoach, Section } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { CheckField } from '../../ui/check-field.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { When } from '../../ui/when.js';

interface SharedCoachProps {
  readonly coach: ClientCoach;
  readonly onEnded: () => void;
}

const SECTIONS: readonly Section[] = ['profile', 'health', 'workouts', 'diet', 'progress'];

/** The sections that a coach sees; each is saved when it is pressed. */
export function SharedCoach({ coach, onEnded }: SharedCoachProps) {
  const { client } = useTexts();
  const texts = client.sharing;
  const [sharing, setSharing] = useState(coach.sharing);
  const [isSaved, setSaved] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const change = useAction(async (section: Section, isShared: boolean) => {
    setSaved(false);
    // The box shows what was pressed while it is saved, and goes back when that is refused.
    setSharing({ ...sharing, [section]: isShared });
    try {
      const path = { coach_id: coach.coach_id };
      setSharing(await api.clientCoachesChange({ path, body: { [section]: isShared } }));
      setSaved(true);
    } catch (error) {
      setSharing(sharing);
      throw error;
    }
  });
  return (
    <Card title={<a href={href(`/coaches/${coach.coach_id}`)}>{coach.coach_name}</a>}>
      {coach.is_connected ? (
        <>
          <p class="small muted">
            {texts.since} <When at={coach.since} />
          </p>
          <fieldset>
            <legend>{texts.what}</legend>
            {SECTIONS.map((section) => (
              <CheckField
                key={section}
                label={texts.sections[section]}
                checked={sharing[section]}
                disabled={change.isBusy}
                onValue={(isShared) => void change.run(section, isShared)}
              />
            ))}
          </fieldset>
          <p class="small muted" role="status">
            {isSaved && texts.saved}
          </p>
          <Refusal error={change.error} />
          <div>
            <Button look="bad" label={texts.endOne(coach.coach_name)} onClick={() => setEnding(true)}>
              {texts.end}
            </Button>
          </div>
        </>
      ) : (
        <p class="muted">
          {texts.ended} {coach.until !== null && <When at={coach.until} />}
        </p>
      )}
      {isEnding && (
        <ConfirmDialog
          title={texts.endOne(coach.coach_name)}
          button={texts.end}
          run={async () => {
            await api.clientCoachesEnd({ path: { coach_id: coach.coach_id } });
            onEnded();
          }}
          onClose={() => setEnding(false)}
        >
          <p>{texts.endHint}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
