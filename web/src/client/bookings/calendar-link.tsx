import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { CopyField } from '../../ui/copy-field.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';

/** Secret addresses at which calendars read all bookings: each is shown once, and can be ended. */
export function CalendarLink() {
  const { client } = useTexts();
  const texts = client.bookings.calendar;
  const [url, setUrl] = useState<string | null>(null);
  const [ending, setEnding] = useState<number | null>(null);
  const links = useLoad((signal) => api.calendarsList({ query: { limit: 100 }, signal }), []);
  const make = useAction(async () => {
    setUrl((await api.calendarsMake({ body: { detail: 'full' } })).url);
    links.reload();
  });
  return (
    <Card title={texts.title}>
      <p class="muted">{texts.hint}</p>
      <Loaded of={links}>
        {(found) => (
          <ul class="stack tight">
            {found.map(({ id, created_at: at }) => (
              <li key={id} class="row spread">
                <span>
                  {texts.link} <When at={at} />
                </span>
                <Button onClick={() => setEnding(id)}>{texts.end}</Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Refusal error={make.error} />
      {url === null ? (
        <div>
          <Button isBusy={make.isBusy} onClick={() => void make.run()}>
            {texts.make}
          </Button>
        </div>
      ) : (
        <>
          <Notice tone="good">{texts.made}</Notice>
          <CopyField label={texts.address} value={url} />
        </>
      )}
      {ending !== null && (
        <ConfirmDialog
          title={texts.end}
          button={texts.end}
          run={async () => {
            await api.calendarsRemove({ path: { id: ending } });
            setUrl(null);
            links.reload();
          }}
          onClose={() => setEnding(null)}
        >
          <p>{texts.endHint}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
