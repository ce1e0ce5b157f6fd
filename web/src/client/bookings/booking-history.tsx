import type { BookingWithDetails, HistoryEntry } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { StatusBadge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';
import '../coach/offers.css';

/** What happened to a booking, the oldest change first. */
export function BookingHistory({ booking: { id, updated_at: changed } }: { readonly booking: BookingWithDetails }) {
  const { client } = useTexts();
  const history = useList(
    (cursor, signal) =>
      api.bookingHistoryList.page({ path: { id }, query: { limit: 20, ...(cursor && { cursor }) }, signal }),
    [id, changed],
  );
  return (
    <Card title={client.booking.history}>
      <Loaded of={history} empty={client.booking.noHistory}>
        {(entries) => (
          <ol class="offers">
            {entries.map((entry) => (
              <li key={entry.at}>
                <Entry entry={entry} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      <More of={history} />
    </Card>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const { client } = useTexts();
  const isMoved = entry.from_time !== entry.to_time && entry.to_time !== null && entry.from_status !== null;
  return (
    <>
      <div class="stack tight">
        <p class="small muted">
          <When at={entry.at} /> · {entry.by_name ?? client.booking.system}
        </p>
        {isMoved && entry.to_time !== null && (
          <p>
            {client.booking.movedTo} <When at={entry.to_time} />
          </p>
        )}
        {entry.reason && <p>{entry.reason}</p>}
      </div>
      <StatusBadge status={entry.to_status} />
    </>
  );
}
