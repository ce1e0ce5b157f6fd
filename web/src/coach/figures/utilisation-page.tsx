import type { UtilisationReport } from '@vibe-coaching/client';
import { HeatMap } from '../../plots/heat-map.js';
import { BarPlot } from '../../plots/bar-plot.js';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, clockOf, dayOf } from '../../time/times.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { SelectField } from '../../ui/field.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { percentText } from '../../ui/percent.js';
import { useLoad } from '../../ui/use-load.js';
import { useQuery } from '../../ui/use-query.js';
import { all } from '../read-all.js';
import { bookedHours } from './booked-hours.js';

const PERIODS = [7, 28, 90] as const;

/** What was offered, and what became of it. */
export default function UtilisationPage() {
  const { coach, shell } = useTexts();
  const { zone } = useSession();
  const [query, change] = useQuery();
  const days = PERIODS.find((period) => String(period) === query.days) ?? 28;
  const to = dayOf(new Date(), zone);
  const from = addDays(to, 1 - days);
  const report = useLoad(
    (signal) =>
      Promise.all([
        api.coachReportsShowMine({ query: { from, to }, signal }),
        all(
          api.bookingsListCalendar.each({
            query: { from, to, status: ['confirmed', 'completed'], limit: 500 },
            signal,
          }),
        ),
      ]),
    [from, to],
  );
  return (
    <Page
      title={shell.pages.utilisation}
      actions={
        <SelectField
          label={coach.figures.period}
          value={String(days)}
          options={PERIODS.map((period) => [String(period), coach.figures.lastDays(period)])}
          onValue={(period) => change({ days: period })}
        />
      }
    >
      <Loaded of={report}>
        {([figures, bookings]) => (
          <>
            <Totals report={figures} />
            <ByDay report={figures} />
            <ByHour minutes={bookedHours(bookings, figures.time_zone)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const hoursOf = (minutes: number) => Math.round(minutes / 6) / 10;
const COUNTS = [
  ...(['sessions', 'cancelled_early', 'cancelled_late', 'cancelled_by_coach'] as const),
  ...(['client_no_shows', 'coach_no_shows'] as const),
];

function Totals({ report: { total } }: { readonly report: UtilisationReport }) {
  const { coach } = useTexts();
  const { settings } = useSession();
  const texts = coach.figures;
  const { figures } = total;
  return (
    <Card title={texts.total}>
      <Facts
        of={[
          [texts.offered, texts.hours(hoursOf(figures.offered_minutes))],
          [texts.booked, texts.hours(hoursOf(figures.booked_minutes))],
          [texts.fillRate, figures.fill_rate === null ? null : percentText(figures.fill_rate, settings.locale)],
          ...COUNTS.map((name) => [texts.counts[name], String(figures[name])] as const),
          [texts.clients, texts.ofThemReturning(total.clients, total.returning_clients)],
        ]}
      />
      <p class="muted small">{texts.offeredHint}</p>
    </Card>
  );
}

function ByDay({ report: { by_day } }: { readonly report: UtilisationReport }) {
  const { coach } = useTexts();
  return (
    <Card title={coach.figures.byDay}>
      <BarPlot
        title={coach.figures.byDay}
        isTitleHidden
        days={by_day.map(({ day }) => day)}
        series={[{ name: coach.figures.booked, values: by_day.map(({ figures }) => hoursOf(figures.booked_minutes)) }]}
        unit="h"
      />
    </Card>
  );
}

function ByHour({ minutes }: { readonly minutes: readonly (readonly number[])[] }) {
  const { coach } = useTexts();
  const busy = minutes.flatMap((row) => row.flatMap((value, hour) => (value > 0 ? [hour] : [])));
  const [first, last] = [Math.min(8, ...busy), Math.max(18, ...busy)];
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <Card title={coach.figures.byHour}>
      <HeatMap
        title={coach.figures.byHour}
        isTitleHidden
        rows={coach.hours.weekdays}
        columns={hours.map((hour) => clockOf(hour * 60))}
        value={(row, column) => hoursOf(minutes[row]?.[hours[column] ?? 0] ?? 0)}
      />
    </Card>
  );
}
