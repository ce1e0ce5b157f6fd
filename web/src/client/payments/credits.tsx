import type { Purchase, PurchaseStatus } from '@vibe-coaching/client';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import type { Tone } from '../../ui/tone.js';
import { moneyText } from '../../ui/money.js';
import { When } from '../../ui/when.js';

interface CreditsProps {
  readonly purchase: Purchase;
  /** Its name leads to its page. */
  readonly isLinked?: boolean;
}

const TONES: Readonly<Record<PurchaseStatus, Tone>> = {
  open: 'wait',
  paid: 'good',
  expired: 'quiet',
  refunded: 'info',
};

/** A pack that was bought: what it cost and what is left of it. */
export function Credits({ purchase, isLinked = false }: CreditsProps) {
  const { client } = useTexts();
  const { settings } = useSession();
  const texts = client.payments;
  const { price, refunded_minor: back } = purchase;
  const money = (minor: number) => moneyText(minor, price.currency, settings.locale);
  return (
    <>
      <div class="stack tight">
        <h3>{isLinked ? <a href={href(`/purchases/${purchase.id}`)}>{purchase.name}</a> : purchase.name}</h3>
        <p class="small">
          {purchase.coach_name} · {money(price.amount_minor)}
          {back > 0 && ` · ${texts.back(money(back))}`}
        </p>
        {purchase.status === 'paid' && (
          <p>
            <strong>{texts.left(purchase.left)}</strong>{' '}
            <span class="small muted">({texts.counts(purchase.reserved, purchase.used)})</span>
          </p>
        )}
        {purchase.status === 'paid' && purchase.expires_at !== null && (
          <p class="small muted">
            {texts.expires} <When at={purchase.expires_at} />
          </p>
        )}
      </div>
      <Badge tone={TONES[purchase.status]}>{texts.purchaseStatuses[purchase.status]}</Badge>
    </>
  );
}
