import type { Purchase } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import type { PageProps } from '../../route.js';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { LinkButton } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { useLoad } from '../../ui/use-load.js';
import { ArrivalNotice } from '../bookings/arrival-notice.js';
import { Credits } from './credits.js';

/** A pack that was bought: the payment provider leads back to it. */
export default function PurchasePage({ params }: PageProps) {
  const { client } = useTexts();
  const { query } = useLocation();
  const id = Number(params['id']);
  const purchase = useLoad((signal) => findPurchase(id, signal), [id]);
  return (
    <Page title={client.payments.purchase}>
      <ArrivalNotice query={query} isPaid={purchase.value?.status === 'paid'} onReload={purchase.reload} />
      <Card title={client.payments.credits}>
        <Loaded of={purchase}>
          {(found) =>
            found === null ? (
              <p class="muted">{client.payments.purchaseGone}</p>
            ) : (
              <>
                <div class="row spread">
                  <Credits purchase={found} />
                </div>
                <div>
                  <LinkButton look="main" href={href(`/coaches/${found.coach_id}`)}>
                    {client.payments.toCoach}
                  </LinkButton>
                </div>
              </>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}

/** The API shows purchases as a list alone; the latest come first. */
async function findPurchase(id: number, signal: AbortSignal): Promise<Purchase | null> {
  for await (const purchase of api.creditsListMine.each({ query: { limit: 100 }, signal })) {
    if (purchase.id === id) return purchase;
  }
  return null;
}
