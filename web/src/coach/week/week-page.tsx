import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, dateText, dayOf, dayText, mondayOf } from '../../time/times.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { Page } from '../../ui/page.js';
import { Refusal } from '../../ui/refusal.js';
import { useLoad } from '../../ui/use-load.js';
import { WeekGrid } from '../../week/week-grid.js';
import { WeekList } from '../../week/week-list.js';
import { useWide } from '../../week/use-wide.js';
import { EntryDialog } from './entry-dialog.js';
import { NewEntryDialog, type Wanted } from './new-entry-dialog.js';
import { RequestsCard } from './requests-card.js';
import { useMoves } from './use-moves.js';
import { readWeek } from './week-data.js';
import { itemsOf } from './week-items.js';
import './week-page.css';

const DAY = /^\d{4}-\d\d-\d\d$/;

export default function WeekPage() {
  const texts = useTexts();
  const { coach, words } = texts;
  const { zone } = useSession();
  const { query, route } = useLocation();
  const isWide = useWide();
  const now = new Date();
  const today = dayOf(now, zone);
  const asked = query.from !== undefined && DAY.test(query.from) ? query.from : today;
  const monday = mondayOf(asked);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const week = useLoad((signal) => readWeek(monday, zone, signal), [monday, zone]);
  const moves = useMoves(week);
  const [open, setOpen] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [entered, setEntered] = useState<string | null>(null);
  const to = (day: string) => href(`/week?from=${day}`);
  const items = week.value === undefined ? [] : moves.applyTo(itemsOf(week.value, zone, texts));
  const opened = items.find(({ key }) => key === open);
  // Today is as good as over for something new: the fields begin with tomorrow.
  const beginning = { day: monday > today ? monday : addDays(today, 1), minutes: null };
  const show = (day: string) => {
    setEntered(day);
    if (days.includes(day)) week.reload();
    else route(to(day));
  };
  return (
    <Page
      title={coach.week.title(dayText(monday, words), dateText(days[6] ?? monday, words))}
      actions={
        <>
          <Button look="main" onClick={() => setWanted({ kind: 'booking', ...beginning })}>
            {coach.week.book}
          </Button>
          <Button onClick={() => setWanted({ kind: 'group', ...beginning })}>{coach.week.plan}</Button>
          <Button onClick={() => setWanted({ kind: 'off', ...beginning })}>{coach.week.takeOff}</Button>
        </>
      }
    >
      <RequestsCard version={week.value} onChanged={week.reload} />
      <nav class="row" aria-label={coach.week.weeks}>
        <LinkButton href={to(addDays(monday, -7))}>{coach.week.previous}</LinkButton>
        <LinkButton href={href('/week')}>{coach.week.today}</LinkButton>
        <LinkButton href={to(addDays(monday, 7))}>{coach.week.next}</LinkButton>
      </nav>
      <Loaded of={week}>
        {({ open: hours, hasHours }) => (
          <>
            {!hasHours && (
              <Notice tone="wait">
                {coach.week.noHours} <a href={href('/hours')}>{coach.week.setHours}</a>
              </Notice>
            )}
            <p class="muted small">
              {isWide && coach.week.hint} {coach.week.outside}
            </p>
            {isWide ? (
              <WeekGrid
                {...{ days, zone, now, items, open: hours }}
                onOpen={({ key }) => setOpen(key)}
                onEmpty={(place) => setWanted({ kind: 'booking', ...place })}
                onMove={({ key }, place) =>
                  moves.move(
                    items.find((item) => item.key === key),
                    place,
                  )
                }
              />
            ) : (
              <WeekList {...{ days, zone, now, items, open: hours }} onOpen={({ key }) => setOpen(key)} />
            )}
          </>
        )}
      </Loaded>
      <div class="feedback">
        <Refusal error={moves.error} />
        {moves.moved !== null && (
          <Notice tone="good">
            <span class="row">
              {moves.moved.text}
              <Button look="quiet" isBusy={moves.isBusy} onClick={moves.undo}>
                {coach.week.undo}
              </Button>
            </span>
          </Notice>
        )}
        {entered !== null && <Notice tone="good">{coach.week.entered(dateText(entered, words))}</Notice>}
      </div>
      {opened && week.value && (
        <EntryDialog
          entry={opened.entry}
          bookings={week.value.bookings}
          onChanged={week.reload}
          onClose={() => setOpen(null)}
        />
      )}
      {wanted && <NewEntryDialog wanted={wanted} onMade={show} onClose={() => setWanted(null)} />}
    </Page>
  );
}
