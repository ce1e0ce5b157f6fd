import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { all } from '../read-all.js';

const FEW = 5;

/** What is booked with a client: the next few sessions. */
export function NextSessionsCard({ clientId }: { readonly clientId: number }) {
  const { coach } = useTexts();
  const sessions = useLoad(
    async (signal) => {
      const from = new Date().toISOString();
      const query = { from, status: ['pending' as const, 'confirmed' as const], limit: 500 };
      const calendar = await all(api.bookingsListCalendar.each({ query, signal }));
      // The API answers the latest first.
      return calendar
        .filter((booking) => booking.client_id === clientId)
        .toReversed()
        .slice(0, FEW);
    },
    [clientId],
  );
  return (
    <Card title={coach.clients.ahead}>
      <Loaded of={sessions} empty={coach.clients.nothingAhead}>
        {(rows) => (
          <ul class="rows">
            {rows.map(({ id, scheduled_at: at, ends_at: end, status }) => (
              <li key={id} class="row spread">
                <a href={href(`/bookings/${id}`)}>{at && <When at={at} until={end} />}</a>
                <StatusBadge status={status} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
