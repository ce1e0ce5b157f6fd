import type { Environment, Readers } from './environment.js';

/** Stripe's address and our credentials there: never log them. */
export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly apiBase: string;
}

/** Who takes card payments. The fake one exists in development only, on the embedded database, and in tests. */
export type PaymentSettings =
  | { readonly provider: 'off' | 'fake'; readonly stripe: null }
  | { readonly provider: 'stripe'; readonly stripe: StripeSettings };

/** Who takes card payments here in the end: the fake provider exists only where it may. */
export class CardPayments {
  readonly provider: PaymentSettings['provider'];

  constructor(wanted: PaymentSettings['provider'], hasFake: boolean) {
    this.provider = wanted === 'fake' && !hasFake ? 'off' : wanted;
  }

  get areOff(): boolean {
    return this.provider === 'off';
  }
}

const OFF: PaymentSettings = { provider: 'off', stripe: null };

/** What else the settings depend on. */
interface Surroundings {
  readonly environment: Environment;
  readonly appUrl: string | null;
}

/** Test keys move no money: production must not take them for real ones. */
const KEY = /^(sk|rk)_(live|test)_\w{8,}$/;
const WEBHOOK_SECRET = /^whsec_\S{8,}$/;

export function readPayments(
  read: Readers,
  problems: string[],
  { environment, appUrl }: Surroundings,
): PaymentSettings {
  const isProduction = environment === 'production';
  const provider = read.choice('PAYMENTS', ['off', 'fake', 'stripe'], isProduction ? 'off' : 'fake');
  const apiBase = read.publicUrl('STRIPE_API_BASE') ?? 'https://api.stripe.com';
  if (provider === 'fake' && isProduction) {
    problems.push('PAYMENTS must be off or stripe in production: everybody could pay with the fake provider.');
    return OFF;
  }
  if (provider !== 'stripe') return { provider, stripe: null };
  const [secretKey, webhookSecret] = [read.text('STRIPE_SECRET_KEY'), read.text('STRIPE_WEBHOOK_SECRET')];
  if (secretKey === null || webhookSecret === null) {
    problems.push('PAYMENTS=stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, both from the Stripe dashboard.');
    return OFF;
  }
  if (!KEY.test(secretKey))
    problems.push('STRIPE_SECRET_KEY must be a secret or restricted key: it begins with sk_ or rk_.');
  if (!WEBHOOK_SECRET.test(webhookSecret)) {
    problems.push('STRIPE_WEBHOOK_SECRET must be the signing secret of the webhook endpoint: it begins with whsec_.');
  }
  if (appUrl === null) {
    problems.push('PAYMENTS=stripe needs APP_URL or PUBLIC_URL: Stripe sends clients back to a page there.');
  }
  return { provider, stripe: { secretKey, webhookSecret, apiBase } };
}
