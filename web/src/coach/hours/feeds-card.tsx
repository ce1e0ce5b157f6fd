import type { CalendarDetail } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { CopyField } from '../../ui/copy-field.js';
import { SelectField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { all } from '../read-all.js';
import { RemoveButton } from '../remove-button.js';

const DETAILS: readonly CalendarDetail[] = ['full', 'titles', 'busy'];

/** Addresses at which calendar programs read the coach's sessions. */
export function FeedsCard() {
  const { coach } = useTexts();
  const texts = coach.calendars;
  const feeds = useLoad((signal) => all(api.calendarsList.each({ signal })), []);
  const [detail, setDetail] = useState<CalendarDetail>('full');
  const [url, setUrl] = useState<string | null>(null);
  const make = useAction(async () => {
    setUrl((await api.calendarsMake({ body: { detail } })).url);
    feeds.reload();
  });
  return (
    <Card title={texts.feeds}>
      <p class="muted">{texts.feedsHint}</p>
      <Loaded of={feeds} empty={texts.noFeeds}>
        {(rows) => (
          <ul class="rows">
            {rows.map(({ id, detail: shown, created_at }) => (
              <li key={id} class="row spread">
                <span>
                  {texts.details[shown]} · <When at={created_at} />
                </span>
                <RemoveButton
                  name={texts.details[shown]}
                  hint={texts.removeFeedHint}
                  remove={() => api.calendarsRemove({ path: { id } })}
                  onRemoved={feeds.reload}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {url !== null && (
        <>
          <Notice tone="good">{texts.once}</Notice>
          <CopyField label={texts.feedAddress} value={url} />
        </>
      )}
      <Form action={make} button={texts.makeFeed}>
        <SelectField
          label={texts.detail}
          value={detail}
          options={DETAILS.map((one) => [one, texts.details[one]])}
          onValue={setDetail}
        />
      </Form>
    </Card>
  );
}
