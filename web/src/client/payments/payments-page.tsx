import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useList } from '../../ui/use-list.js';
import '../coach/offers.css';
import { Credits } from './credits.js';
import { PaymentList } from './payment-list.js';

/** The packs of a client with their credits, and all payments. */
export default function PaymentsPage() {
  const { client } = useTexts();
  const texts = client.payments;
  const purchases = useList(
    (cursor, signal) => api.creditsListMine.page({ query: { limit: 10, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <Page title={texts.title}>
      <Card title={texts.credits}>
        <Loaded of={purchases} empty={texts.creditsNone}>
          {(found) => (
            <ul class="offers">
              {found.map((purchase) => (
                <li key={purchase.id}>
                  <Credits purchase={purchase} isLinked />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <More of={purchases} />
      </Card>
      <PaymentList />
    </Page>
  );
}
