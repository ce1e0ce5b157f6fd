import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

/** Makes a secret address at which calendars read all bookings. It is shown once. */
export function CalendarLink() {
  const { client } = useTexts();
  const texts = client.bookings.calendar;
  const [url, setUrl] = useState<string | null>(null);
  const make = useAction(async () => setUrl((await api.calendarsMake({ body: { detail: 'full' } })).url));
  return (
    <Card title={texts.title}>
      <p class="muted">{texts.hint}</p>
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
          <TextField label={texts.address} type="url" value={url} onValue={() => undefined} />
        </>
      )}
    </Card>
  );
}
