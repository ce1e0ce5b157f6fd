import type { Schedule } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { CheckField } from '../../ui/check-field.js';
import { TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { Fees, Slots } from './fees-and-slots.js';

export function RulesTab() {
  const rules = useLoad(
    (signal) => Promise.all([api.scheduleShow({ signal }), api.policyShow({ signal }), api.coachSlotsShow({ signal })]),
    [],
  );
  return (
    <Loaded of={rules}>
      {([schedule, policy, slots]) => (
        <>
          <ScheduleRules schedule={schedule} />
          <Fees policy={policy} />
          <Slots total={slots.total_slots} />
        </>
      )}
    </Loaded>
  );
}

/** The rules that are numbers; `null` is no limit. */
const NUMBERS = [
  'notice_minutes',
  'window_days',
  'grid_minutes',
  'daily_limit',
  'client_limit',
  'move_notice_minutes',
  'series_weeks',
] as const;
type NumberName = (typeof NUMBERS)[number];
const OPTIONAL: ReadonlySet<NumberName> = new Set(['daily_limit', 'client_limit']);

function ScheduleRules({ schedule }: { readonly schedule: Schedule }) {
  const { coach, shell } = useTexts();
  const [numbers, setNumbers] = useState<Readonly<Record<NumberName, string>>>(
    () => Object.fromEntries(NUMBERS.map((name) => [name, String(schedule[name] ?? '')])) as Record<NumberName, string>,
  );
  const [confirmsAtOnce, setConfirmsAtOnce] = useState(schedule.auto_confirm);
  const [videoLink, setVideoLink] = useState(schedule.video_link ?? '');
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    const values = Object.fromEntries(
      NUMBERS.map((name) => [name, numbers[name] === '' ? null : Number(numbers[name])]),
    );
    await api.scheduleChange({ body: { ...values, auto_confirm: confirmsAtOnce, video_link: videoLink || null } });
    setSaved(true);
  });
  return (
    <Card title={coach.hours.rules}>
      <Form action={save} button={shell.save}>
        <CheckField
          label={coach.hours.autoConfirm}
          hint={coach.hours.autoConfirmHint}
          checked={confirmsAtOnce}
          onValue={setConfirmsAtOnce}
        />
        <div class="columns">
          {NUMBERS.map((name) => (
            <NumberField
              key={name}
              min={0}
              label={coach.hours.numbers[name]}
              hint={coach.hours.numberHints[name]}
              fault={faultOf(save.error, name)}
              required={!OPTIONAL.has(name)}
              value={numbers[name]}
              onValue={(value) => setNumbers({ ...numbers, [name]: value })}
            />
          ))}
        </div>
        <TextField
          type="url"
          label={`${coach.hours.videoLink} (${shell.optional})`}
          hint={coach.hours.videoLinkHint}
          fault={faultOf(save.error, 'video_link')}
          value={videoLink}
          onValue={setVideoLink}
        />
        {isSaved && <Notice tone="good">{shell.saved}</Notice>}
      </Form>
    </Card>
  );
}
