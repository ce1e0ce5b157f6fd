import type { Pack, SessionType } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { moneyText } from '../../ui/money.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import './offers.css';

interface PacksProps {
  readonly coachId: number;
  readonly types: readonly SessionType[];
}

/** Packs of sessions to buy; nothing when the coach has none. */
export function Packs({ coachId, types }: PacksProps) {
  const { client } = useTexts();
  const { value } = useLoad(
    (signal) => api.packsList({ path: { coach_id: coachId }, query: { limit: 100 }, signal }),
    [coachId],
  );
  if (value === undefined || value.length === 0) return null;
  return (
    <Card title={client.coach.packs}>
      <p class="small muted">{client.coach.packsHint}</p>
      <ul class="offers">
        {value.map((pack) => (
          <li key={pack.id}>
            <OnePack pack={pack} types={types} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OnePack({ pack, types }: { readonly pack: Pack; readonly types: readonly SessionType[] }) {
  const { client } = useTexts();
  const { settings } = useSession();
  const texts = client.coach;
  const buy = useAction(async () => {
    const { checkout_url: url } = await api.packsBuy({ path: { id: pack.id } });
    location.assign(url);
  });
  const names = pack.session_type_ids?.map((id) => types.find((type) => type.id === id)?.name ?? null);
  return (
    <>
      <div class="stack tight">
        <h3>{pack.name}</h3>
        <p>
          {texts.packSessions(pack.sessions)} ·{' '}
          <strong>{moneyText(pack.price.amount_minor, pack.price.currency, settings.locale)}</strong>
        </p>
        <p class="small muted">
          {pack.valid_days === null ? texts.packForEver : texts.packDays(pack.valid_days)}{' '}
          {names ? texts.packFor(names.filter((name) => name !== null).join(', ')) : texts.packForAll}
        </p>
        <Refusal error={buy.error} />
      </div>
      <Button label={texts.buyPack(pack.name)} isBusy={buy.isBusy} onClick={() => void buy.run()}>
        {texts.buy}
      </Button>
    </>
  );
}
