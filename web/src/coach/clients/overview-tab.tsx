import type { ListedClient } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { useLoad } from '../../ui/use-load.js';
import { all } from '../read-all.js';
import { NextSessionsCard } from './next-sessions-card.js';
import { NotesCard } from './notes-card.js';

const FACTS = [
  ...(['email', 'age', 'gender', 'height', 'weight', 'waist', 'bicep_size'] as const),
  ...(['target_goals', 'gym_access', 'dietary_restrictions', 'injuries', 'health_complications'] as const),
  ...(['supplements'] as const),
];
const COUNTS = ['sessions', 'attended', 'client_no_shows', 'coach_no_shows', 'late_cancellations'] as const;

/** Who a client is, how often they came, and what the coach keeps about them. */
export function OverviewTab({ client }: { readonly client: ListedClient }) {
  const { coach } = useTexts();
  const { settings } = useSession();
  const texts = coach.clients;
  const path = { client_id: client.id };
  const counts = useLoad((signal) => api.coachClientsCountAttendance({ path, signal }), [client.id]);
  const credits = useLoad((signal) => all(api.creditsListOfClient.each({ path, signal })), [client.id]);
  return (
    <div class="columns">
      <Card title={texts.profile}>
        {client.email === null ? (
          <p class="muted">{texts.notShared}</p>
        ) : (
          <Facts of={FACTS.map((name) => [texts.facts[name], client[name]])} />
        )}
      </Card>
      <NextSessionsCard clientId={client.id} />
      <NotesCard clientId={client.id} />
      <Card title={coach.booking.attendance}>
        <Loaded of={counts}>
          {(value) => <Facts of={COUNTS.map((name) => [texts.counts[name], String(value[name])])} />}
        </Loaded>
      </Card>
      <Card title={texts.credits}>
        <Loaded of={credits} empty={texts.noCredits}>
          {(rows) => (
            <ul class="rows">
              {rows.map(({ id, name, left, reserved, used, expired, price }) => (
                <li key={id}>
                  <strong>{name}</strong> · {moneyText(price.amount_minor, price.currency, settings.locale)}
                  <br />
                  <span class="muted small">{texts.creditCounts(left, reserved, used, expired)}</span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
    </div>
  );
}
