import type { ScheduleDate, TimeOff } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, dateText, dayOf } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { Loaded } from '../../ui/loaded.js';
import { useLoad } from '../../ui/use-load.js';
import { all } from '../read-all.js';
import { RemoveButton } from '../remove-button.js';
import { TimeOffForm } from '../week/time-off-form.js';
import { TimeOffSpan } from '../week/time-off-panel.js';
import { DateForm } from './date-form.js';
import './hours.css';

/** Days with other hours, and time off. */
export function DatesTab() {
  return (
    <>
      <DatesCard />
      <TimeOffCard />
    </>
  );
}

function DatesCard() {
  const { coach, shell, words } = useTexts();
  const { zone } = useSession();
  const today = dayOf(new Date(), zone);
  const dates = useLoad(
    (signal) =>
      all(
        api.scheduleListDates.each({
          query: { from: addDays(today, -1), to: addDays(today, 730), limit: 500 },
          signal,
        }),
      ),
    [],
  );
  const [editing, setEditing] = useState<ScheduleDate | null>(null);
  const hoursText = ({ hours }: ScheduleDate) =>
    hours.map(({ start, end }) => `${start}–${end}`).join(', ') || coach.hours.closed;
  return (
    <Card
      title={coach.hours.dates}
      actions={
        <Button onClick={() => setEditing({ date: addDays(today, 1), hours: [], note: null })}>
          {coach.hours.addDate}
        </Button>
      }
    >
      <Loaded of={dates} empty={coach.hours.noDates}>
        {(rows) => (
          <ul class="rows">
            {rows.map((row) => (
              <li key={row.date} class="row spread">
                <span>
                  <strong>{dateText(row.date, words)}</strong> · {hoursText(row)}
                  {row.note && <span class="muted"> · {row.note}</span>}
                </span>
                <span class="row">
                  <Button look="quiet" label={coach.editOf(dateText(row.date, words))} onClick={() => setEditing(row)}>
                    {shell.edit}
                  </Button>
                  <RemoveButton
                    name={dateText(row.date, words)}
                    remove={() => api.scheduleRemoveDate({ path: { date: row.date } })}
                    onRemoved={dates.reload}
                  />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing && (
        <Dialog title={coach.hours.addDate} onClose={() => setEditing(null)}>
          <DateForm
            date={editing}
            onSaved={() => {
              setEditing(null);
              dates.reload();
            }}
          />
        </Dialog>
      )}
    </Card>
  );
}

function TimeOffCard() {
  const { coach } = useTexts();
  const { zone } = useSession();
  const [isNew, setNew] = useState(false);
  const list = useLoad(async (signal) => {
    const now = new Date().toISOString();
    return (await all(api.coachTimeOffList.each({ query: { limit: 500 }, signal }))).filter(
      ({ ends_at }) => ends_at > now,
    );
  }, []);
  const close = () => {
    setNew(false);
    list.reload();
  };
  return (
    <Card title={coach.week.timeOff} actions={<Button onClick={() => setNew(true)}>{coach.week.takeOff}</Button>}>
      <Loaded of={list} empty={coach.hours.noTimeOff}>
        {(rows: readonly TimeOff[]) => (
          <ul class="rows">
            {rows.map((off) => (
              <li key={off.id} class="row spread">
                <span>
                  <strong>
                    <TimeOffSpan off={off} />
                  </strong>
                  {off.note && ` · ${off.note}`}
                </span>
                <RemoveButton
                  name={off.note ?? coach.week.timeOff}
                  remove={() => api.coachTimeOffRemove({ path: { id: off.id } })}
                  onRemoved={list.reload}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {isNew && (
        <Dialog title={coach.week.takeOff} onClose={close}>
          <TimeOffForm wanted={{ kind: 'off', day: dayOf(new Date(), zone), minutes: null }} onMade={close} />
        </Dialog>
      )}
    </Card>
  );
}
