import type { Locale } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { browserZone } from '../../time/times.js';
import { zonesWith } from '../../time/zones.js';
import { Card } from '../../ui/card.js';
import { CheckField } from '../../ui/check-field.js';
import { SelectField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { RemindersField } from './reminders-field.js';

const KINDS = ['bookings', 'reminders', 'waitlist', 'reviews'] as const;

export function PreferencesForm() {
  const { settings: texts, shell } = useTexts();
  const { me, settings, keepSettings } = useSession();
  const [draft, setDraft] = useState(settings);
  const [isSaved, setSaved] = useState(false);
  const change = (part: Partial<typeof draft>) => {
    setSaved(false);
    setDraft({ ...draft, ...part });
  };
  const save = useAction(async () => {
    const saved = await api.ownAccountChangeSettings({ body: draft });
    setDraft(saved);
    keepSettings(saved);
    setSaved(true);
  });
  const { preferences } = texts;
  return (
    <Card title={preferences.title}>
      <Form action={save} button={shell.save}>
        <SelectField<Locale>
          label={preferences.language}
          value={draft.locale}
          options={[
            ['en', preferences.languages.en],
            ['de', preferences.languages.de],
          ]}
          onValue={(locale) => change({ locale })}
        />
        <SelectField
          label={preferences.zone}
          value={draft.time_zone ?? ''}
          options={[
            ['', preferences.zoneOfBrowser(browserZone())],
            ...zonesWith(draft.time_zone).map((zone) => [zone, zone.replaceAll('_', ' ')] as const),
          ]}
          fault={faultOf(save.error, 'time_zone')}
          onValue={(zone) => change({ time_zone: zone === '' ? null : zone })}
        />
        <fieldset>
          <legend>{preferences.mails}</legend>
          {KINDS.map((kind) => (
            <CheckField
              key={kind}
              label={preferences.kinds[kind]}
              checked={draft.mail[kind]}
              onValue={(isOn) => change({ mail: { ...draft.mail, [kind]: isOn } })}
            />
          ))}
          <p class="muted small">{preferences.mailHint}</p>
        </fieldset>
        {me.role === 'client' && (
          <RemindersField
            minutes={draft.reminder_minutes}
            onMinutes={(reminder_minutes) => change({ reminder_minutes })}
          />
        )}
        {isSaved && <Notice tone="good">{shell.saved}</Notice>}
      </Form>
    </Card>
  );
}
