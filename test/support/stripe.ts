import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface AskedOfStripe {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

type Answer = readonly [status: number, body: object, headers?: Record<string, string>];

/** How the next request goes wrong. `timeout-after-success`: it is done, and the answer gets lost. */
export type Mishap = Answer | 'hang-up' | 'timeout-after-success';

/** An object of Stripe's, as far as this product reads it. */
type Made = Record<string, unknown> & { readonly id: string };

const error = (type: string, code: string, more: object = {}) => ({
  error: { type, code, message: 'A sentence that may quote what was sent.', ...more },
});

/** As Stripe words them. */
export const STRIPE_ERRORS = {
  declined: [402, error('card_error', 'card_declined', { decline_code: 'generic_decline' })],
  keyInUse: [409, error('idempotency_error', 'idempotency_key_in_use')],
  tooMany: [429, error('invalid_request_error', 'rate_limit')],
  broken: [500, error('api_error', 'internal')],
  badKey: [401, error('invalid_request_error', 'api_key_invalid')],
  missing: [404, error('invalid_request_error', 'resource_missing')],
  alreadyRefunded: [400, error('invalid_request_error', 'charge_already_refunded')],
} as const satisfies Record<string, Answer>;

const OTHER_PARAMETERS: Answer = [
  400,
  {
    error: {
      type: 'idempotency_error',
      message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    },
  },
];

/** Stripe over HTTP, as its documentation describes it: checkout sessions, payments, refunds, idempotency keys. */
export class FakeStripe {
  readonly secretKey = 'sk_test_0123456789abcdefghijklmn';
  readonly webhookSecret = 'whsec_0123456789abcdefghijklmn';
  readonly asked: AskedOfStripe[] = [];
  readonly sessions = new Map<string, Made>();
  readonly refunds: Made[] = [];
  readonly charges: Made[] = [];
  /** What a refund becomes at once: a bank may take days. */
  refundStatus = 'succeeded';
  /** How many refunds wait for their answer. */
  held = 0;
  private holds: 'before' | 'after' | null = null;
  private readonly holding: (() => void)[] = [];
  private readonly mishaps: Mishap[] = [];
  private readonly kept = new Map<string, { readonly body: string; readonly answer: Answer }>();
  private count = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeStripe> {
    const server = createServer((request, response) => void stripe.handle(request, response));
    const stripe = new FakeStripe(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return stripe;
  }

  /** The settings that lead the application here. */
  get environment(): Record<string, string> {
    const address = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      ...{ PAYMENTS: 'stripe', STRIPE_SECRET_KEY: this.secretKey, STRIPE_WEBHOOK_SECRET: this.webhookSecret },
      ...{ APP_URL: 'https://app.example.com', STRIPE_API_BASE: address, ALLOW_LOCAL_WEBHOOKS: 'on' },
    };
  }

  /** The next requests go wrong like this, one after the other. */
  next(...mishaps: Mishap[]): void {
    this.mishaps.push(...mishaps);
  }

  /** Who asks for a refund waits before it is made, or after; with null, no longer. */
  hold(when: 'before' | 'after' | null): void {
    this.holds = when;
    if (when === null) this.letGo();
  }

  /** Those who wait get their answers. */
  letGo(): void {
    for (const release of this.holding.splice(0)) release();
  }

  /** As if a day had passed: idempotency keys are gone. */
  forgetKeys(): void {
    this.kept.clear();
  }

  /** A client pays on the page of a checkout session. */
  pay(sessionId: string, at = new Date()): Made {
    const session = this.sessions.get(sessionId)!;
    const payment_intent = `pi_${++this.count}`;
    const paid = { ...session, status: 'complete', payment_status: 'paid', payment_intent };
    this.sessions.set(sessionId, paid);
    const { amount_total: amount, currency } = session;
    const made = { id: `ch_${this.count}`, object: 'charge', paid: true, status: 'succeeded', created: seconds(at) };
    const metadata = { reference: session['client_reference_id'] };
    this.charges.unshift({ ...made, amount, currency, payment_intent, metadata });
    return paid;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://stripe');
    const body = await text(request);
    const { method = '', headers } = request;
    const asked = { method, path, query, headers, form: new URLSearchParams(body) };
    this.asked.push(asked);
    const mishap = this.mishaps.shift();
    if (mishap === 'hang-up') return void response.destroy();
    const isRefund = method === 'POST' && path === '/v1/refunds';
    if (isRefund && this.holds === 'before') await this.wait(response);
    if (response.destroyed) return;
    const [status, answer, more] = typeof mishap === 'object' ? mishap : this.answerOnce(asked, body);
    if (mishap === 'timeout-after-success') return;
    if (isRefund && this.holds === 'after') await this.wait(response);
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${++this.count}`, ...more });
    response.end(JSON.stringify(answer));
  }

  private async wait(response: ServerResponse): Promise<void> {
    this.held++;
    await Promise.race([once(response, 'close'), new Promise<void>((resolve) => this.holding.push(resolve))]);
    this.held--;
  }

  /** The first answer to an idempotency key is the answer to all. */
  private answerOnce(asked: AskedOfStripe, body: string): Answer {
    const key = asked.headers['idempotency-key'];
    if (asked.headers.authorization !== `Bearer ${this.secretKey}`) return STRIPE_ERRORS.badKey;
    if (asked.method !== 'POST' || typeof key !== 'string') return this.answer(asked);
    const kept = this.kept.get(key);
    if (kept && kept.body !== `${asked.path} ${body}`) return OTHER_PARAMETERS;
    if (kept) return [kept.answer[0], kept.answer[1], { 'idempotent-replayed': 'true' }];
    const answer = this.answer(asked);
    this.kept.set(key, { body: `${asked.path} ${body}`, answer });
    return answer;
  }

  private answer({ method, path, query, form }: AskedOfStripe): Answer {
    if (method === 'POST' && path === '/v1/checkout/sessions') return this.makeSession(form);
    if (method === 'POST' && path === '/v1/refunds') return this.makeRefund(form);
    if (path === '/v1/refunds') return list(this.refunds, query, path);
    if (path === '/v1/charges') return list(this.charges, query, path);
    const session = this.sessions.get(path.replace('/v1/checkout/sessions/', ''));
    return session ? [200, session] : STRIPE_ERRORS.missing;
  }

  private makeSession(form: URLSearchParams): Answer {
    const amount_total = Number(form.get('line_items[0][price_data][unit_amount]'));
    const expires_at = Number(form.get('expires_at'));
    const least = Math.floor(Date.now() / 1000) + 30 * 60;
    if (!Number.isInteger(amount_total) || expires_at < least) {
      return [400, error('invalid_request_error', 'parameter_invalid_integer', { param: 'expires_at' })];
    }
    const id = `cs_test_${++this.count}`;
    const session = {
      ...{
        id,
        object: 'checkout.session',
        url: `https://checkout.stripe.example/c/pay/${id}`,
        amount_total,
        expires_at,
      },
      ...{ currency: form.get('line_items[0][price_data][currency]'), mode: form.get('mode'), payment_intent: null },
      ...{ client_reference_id: form.get('client_reference_id'), status: 'open', payment_status: 'unpaid' },
    };
    this.sessions.set(id, session);
    return [200, session];
  }

  private makeRefund(form: URLSearchParams): Answer {
    const payment_intent = form.get('payment_intent');
    const charge = this.charges.find((made) => made['payment_intent'] === payment_intent);
    if (!charge) return STRIPE_ERRORS.missing;
    const amount = Number(form.get('amount'));
    const before = this.refunds.filter((made) => made['payment_intent'] === payment_intent);
    const left = Number(charge['amount']) - before.reduce((sum, made) => sum + Number(made['amount']), 0);
    if (left === 0) return STRIPE_ERRORS.alreadyRefunded;
    if (amount > left) return [400, error('invalid_request_error', 'amount_too_large')];
    const metadata = { reference: form.get('metadata[reference]'), checkout: form.get('metadata[checkout]') };
    const known = { object: 'refund', payment_intent, amount, currency: charge['currency'], metadata };
    const refund = { id: `re_${++this.count}`, ...known, status: this.refundStatus, created: seconds(new Date()) };
    this.refunds.unshift(refund);
    return [200, refund];
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** Newest first, in pages. */
function list(all: readonly Made[], query: URLSearchParams, url: string): Answer {
  const [from, until] = ['gte', 'lt'].map((end) => Number(query.get(`created[${end}]`) ?? NaN));
  const isWanted = (made: Made) =>
    !(Number(made['created']) < from!) &&
    !(Number(made['created']) >= until!) &&
    (!query.has('payment_intent') || made['payment_intent'] === query.get('payment_intent'));
  const found = all.filter(isWanted);
  const start = found.findIndex(({ id }) => id === query.get('starting_after')) + 1;
  const limit = Math.min(Number(query.get('limit') ?? 10), 2);
  return [
    200,
    { object: 'list', url, data: found.slice(start, start + limit), has_more: start + limit < found.length },
  ];
}
