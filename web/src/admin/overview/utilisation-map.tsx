import type { AllCoachesReport, UtilisationReport } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { HeatMap } from '../../plots/heat-map.js';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Tabs } from '../../ui/tabs.js';
import { useLoad } from '../../ui/use-load.js';
import { coachesOf, type Period } from './period.js';

/** One question each: more would take long. */
const MOST_COACHES = 6;

interface UtilisationMapProps {
  readonly parts: readonly AllCoachesReport[];
  readonly period: Period;
}

/** When the busiest coaches are booked: the share of the hours that they offer. */
export function UtilisationMap({ parts, period }: UtilisationMapProps) {
  const { overview } = useTexts().admin;
  const [view, setView] = useState<'hours' | 'weekdays'>('hours');
  const coaches = coachesOf(parts).slice(0, MOST_COACHES);
  const ids = coaches.map(({ id }) => id).join();
  const reports = useLoad(
    (signal) =>
      Promise.all(coaches.map(({ id }) => api.adminReportsShowAny({ query: { ...period, coach_id: id }, signal }))),
    [ids, period.from, period.to],
  );
  return (
    <Card
      title={overview.heat}
      actions={
        <Tabs
          label={overview.view}
          value={view}
          options={[
            ['hours', overview.hours],
            ['weekdays', overview.weekdays],
          ]}
          onValue={setView}
        />
      }
    >
      <p class="muted small">{overview.heatNote}</p>
      <Loaded of={reports} empty={<p>{overview.noCoaches}</p>}>
        {(read) => <Shares names={coaches.map(({ name }) => name)} reports={read} isByHour={view === 'hours'} />}
      </Loaded>
    </Card>
  );
}

interface SharesProps {
  readonly names: readonly string[];
  readonly reports: readonly UtilisationReport[] | readonly Omit<UtilisationReport, 'time_zone'>[];
  readonly isByHour: boolean;
}

function Shares({ names, reports, isByHour }: SharesProps) {
  const { admin, words } = useTexts();
  const rows = reports.map(({ by_hour, by_weekday }) =>
    (isByHour ? by_hour : by_weekday).map(({ figures }) => figures),
  );
  // Hours at which nobody offers anything are left out.
  const places = [...(rows[0] ?? []).keys()].filter(
    (place) => !isByHour || rows.some((row) => (row[place]?.offered_minutes ?? 0) > 0),
  );
  const nameOf = (place: number) => (isByHour ? String(place) : (words.weekdays[(place + 1) % 7] ?? ''));
  return (
    <HeatMap
      title={isByHour ? admin.overview.byHour : admin.overview.byWeekday}
      rows={names}
      columns={places.map(nameOf)}
      value={(row, column) => {
        const share = rows[row]?.[places[column] ?? -1]?.fill_rate ?? null;
        return share === null ? null : Math.round(share * 100);
      }}
      most={100}
    />
  );
}
