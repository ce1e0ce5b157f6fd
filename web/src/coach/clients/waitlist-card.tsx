import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { daysText } from '../../time/times.js';
import { Badge } from '../../ui/badge.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { useList } from '../../ui/use-list.js';
import { When } from '../../ui/when.js';

/** Who waits for this coach, and who is just asked. */
export function WaitlistCard() {
  const { coach, words } = useTexts();
  const texts = coach.clients;
  const list = useList(
    (cursor, signal) =>
      api.waitlistList.page({
        query: { status: ['waiting', 'offered'], limit: 20, ...(cursor && { cursor }) },
        signal,
      }),
    [],
  );
  return (
    <Card title={texts.waitlist}>
      <Loaded of={list} empty={texts.nobodyWaits}>
        {(rows) => (
          <ul class="rows">
            {rows.map(({ id, client_name, kind, status, from, to, offer, created_at, position }) => (
              <li key={id} class="row spread">
                <span>
                  <strong>{client_name}</strong> · {texts.waitsFor[kind]}
                  {from !== null && to !== null && ` · ${daysText(from, to, words)}`}
                  <br />
                  <span class="muted small">
                    {texts.since} <When at={created_at} />
                  </span>
                </span>
                {status === 'offered' && offer !== null ? (
                  <Badge tone="wait">
                    {texts.offered} <When at={offer.expires_at} />
                  </Badge>
                ) : (
                  <Badge>{texts.place(position ?? 1)}</Badge>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <More of={list} />
    </Card>
  );
}
