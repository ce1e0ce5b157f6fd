import type { AllCoachesReport } from '@vibe-coaching/client';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { percentText } from '../../ui/percent.js';
import { coachesOf, type CoachSums, fillRateOf } from './period.js';

/** What each coach offered, and what became of it. */
export function CoachTable({ parts }: { readonly parts: readonly AllCoachesReport[] }) {
  const { overview } = useTexts().admin;
  const { settings } = useSession();
  const numbers = new Intl.NumberFormat(settings.locale, { maximumFractionDigits: 1 });
  const coaches = coachesOf(parts).filter(({ bookedMinutes, offeredMinutes }) => bookedMinutes + offeredMinutes > 0);
  const hours = (minutes: number) => overview.hourCount(numbers.format(minutes / 60));
  const number = (title: string, cell: (row: CoachSums) => string | number) => ({ title, cell, isNumber: true });
  const fillRate = (row: CoachSums) => {
    const share = fillRateOf(row);
    return share === null ? '–' : percentText(share, settings.locale);
  };
  return (
    <Card title={overview.coachTable}>
      {coaches.length === 0 ? (
        <p class="empty muted">{overview.noCoaches}</p>
      ) : (
        <DataTable
          title={overview.coachTable}
          isTitleHidden
          columns={[
            { title: overview.coach, cell: ({ id, name }) => <a href={href(`/users/${id}`)}>{name}</a> },
            number(overview.sessions, (row) => row.sessions),
            number(overview.booked, (row) => hours(row.bookedMinutes)),
            number(overview.offered, (row) => hours(row.offeredMinutes)),
            number(overview.fillRate, fillRate),
            number(overview.cancelled, (row) => row.cancelled),
            number(overview.noShows, (row) => row.noShows),
          ]}
          rows={coaches}
          keyOf={({ id }) => id}
        />
      )}
    </Card>
  );
}
