import type Stripe from 'stripe';
import type { StripeSettings } from '../../../config/payments-config.js';
import type { OutgoingClient } from '../../../outgoing/outgoing-client.js';
import { ProviderError, type ProviderFault } from '../provider-errors.js';
import { fetchOver } from './stripe-fetch.js';

/** The form of requests, answers and events. A newer one is a change of code: Stripe then words events differently. */
export const API_VERSION = '2026-10-28.endive';

/** The SDK repeats a request with the same idempotency key: it is done once. */
const RETRIES = 2;
const TIMEOUT_MS = 10_000;

/** What the SDK is told besides the settings; tests wait less. */
export interface Patience {
  readonly timeoutMs: number;
  readonly retries: number;
}

/** Loads Stripe's SDK, which is large, when it is first needed. */
export async function openStripe(
  { secretKey, apiBase }: Pick<StripeSettings, 'secretKey' | 'apiBase'>,
  client: OutgoingClient,
  { timeoutMs, retries }: Patience = { timeoutMs: TIMEOUT_MS, retries: RETRIES },
): Promise<Stripe> {
  const { default: Sdk } = await import('stripe');
  const { protocol, hostname, port } = new URL(apiBase);
  return new Sdk(secretKey, {
    ...{ apiVersion: API_VERSION, telemetry: false, maxNetworkRetries: retries, timeout: timeoutMs },
    ...{ protocol: protocol === 'http:' ? 'http' : 'https', host: hostname },
    ...(port !== '' && { port: Number(port) }),
    httpClient: Sdk.createFetchHttpClient(fetchOver(client, timeoutMs)),
  });
}

/** By the `type` of the SDK's errors. Their messages stay out: they quote what was sent. */
const FAULTS: Readonly<Record<string, ProviderFault>> = {
  StripeCardError: 'declined',
  StripeConnectionError: 'unreachable',
  StripeAPIError: 'unreachable',
  StripeRateLimitError: 'busy',
  StripeAuthenticationError: 'credentials',
  StripePermissionError: 'credentials',
};

/** A ProviderError of what the SDK threw. */
export function providerErrorOf(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const { type = '', code, statusCode } = error as { type?: string; code?: string; statusCode?: number };
  if (code === 'charge_already_refunded') return new ProviderError('already-refunded', code);
  // Another request with this idempotency key runs at the moment.
  if (statusCode === 409) return new ProviderError('busy', code ?? null);
  const fault = FAULTS[type] ?? (type === '' ? 'unreachable' : 'refused');
  return new ProviderError(fault, code ?? (type === 'StripeIdempotencyError' ? 'idempotency_error' : null));
}
