import type { Hours, Schedule } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { browserZone } from '../../time/times.js';
import { zonesWith } from '../../time/zones.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { SelectField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { RangesField } from './ranges-field.js';
import './hours.css';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export function WeeklyTab() {
  const schedule = useLoad((signal) => api.scheduleShow({ signal }), []);
  return <Loaded of={schedule}>{(value) => <WeeklyHours schedule={value} />}</Loaded>;
}

/** The hours of each weekday. */
function WeeklyHours({ schedule }: { readonly schedule: Schedule }) {
  const { coach, shell } = useTexts();
  const [zone, setZone] = useState(schedule.time_zone ?? browserZone());
  const [week, setWeek] = useState<readonly Hours[][]>(() =>
    WEEKDAYS.map((day) =>
      schedule.weekly_hours.filter(({ weekday }) => weekday === day).map(({ start, end }) => ({ start, end })),
    ),
  );
  const [isSaved, setSaved] = useState(false);
  const change = (next: readonly Hours[][]) => {
    setWeek(next);
    setSaved(false);
  };
  const save = useAction(async () => {
    const weekly_hours = week.flatMap((ranges, index) => ranges.map((range) => ({ weekday: index + 1, ...range })));
    await api.scheduleChange({ body: { time_zone: zone, weekly_hours } });
    setSaved(true);
  });
  return (
    <Card title={coach.hours.weekly}>
      <Form action={save} button={shell.save}>
        <SelectField
          label={coach.hours.zone}
          hint={coach.hours.zoneHint}
          fault={faultOf(save.error, 'time_zone')}
          value={zone}
          options={zonesWith(zone).map((name) => [name, name.replaceAll('_', ' ')])}
          onValue={setZone}
        />
        {week.map((ranges, index) => {
          const name = coach.hours.weekdays[index] ?? '';
          return (
            <div key={name} class="day-hours">
              <h3>{name}</h3>
              <RangesField
                name={name}
                ranges={ranges}
                onRanges={(next) => change(week.map((day, other) => (other === index ? next : day)))}
              />
              {ranges.length > 0 && (
                <Button
                  look="quiet"
                  label={coach.hours.copyOf(name)}
                  onClick={() => change(week.map((day, other) => (other < 5 || other === index ? ranges : day)))}
                >
                  {coach.hours.copy}
                </Button>
              )}
            </div>
          );
        })}
        {isSaved && <Notice tone="good">{coach.hours.saved}</Notice>}
      </Form>
    </Card>
  );
}
