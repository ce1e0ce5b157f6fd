import { notificationsList, notificationsStream } from './generated/sdk.gen.js';
import type { Notification } from './generated/types.gen.js';
import { pause } from './pause.js';
import { Problem } from './problem.js';
import { readEvents } from './event-stream.js';
import type { Client } from './transport.js';

/** How to follow notifications. */
export interface FollowOptions {
  readonly signal?: AbortSignal | undefined;
  /** Go on after this notification; without it the stream begins with what is new. */
  readonly after?: number | undefined;
}

/** The server sends a comment every 15 seconds. Without any for this long, the connection is dead. */
const SILENCE_MS = 45_000;
const PAUSE_MS = 3_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * The user's notifications as they come. Connects again by itself, and misses none. Ends when the
 * signal is aborted; throws a Problem when the login is over.
 */
export async function* followNotifications(
  client: Client,
  { signal, after }: FollowOptions = {},
): AsyncGenerator<Notification, void, undefined> {
  let last = String(after ?? (await latest(client, signal)));
  for (let failures = 0; ;) {
    let wait = PAUSE_MS;
    try {
      for await (const { id, data } of await opened(client, last, signal)) {
        failures = 0;
        last = id ?? last;
        if (data !== '') yield JSON.parse(data) as Notification;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof Problem && error.status < 500 && error.status !== 429) throw error;
      wait = Math.min(PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
      if (error instanceof Problem) wait = Math.max(wait, (error.retryAfter ?? 0) * 1000);
    }
    if (await isAbortedWithin(wait, signal)) return;
  }
}

async function opened(client: Client, last: string, signal?: AbortSignal) {
  const cut = new AbortController();
  const { data } = await notificationsStream({
    client,
    headers: { 'Last-Event-ID': last },
    signal: signal ? AbortSignal.any([signal, cut.signal]) : cut.signal,
  });
  return readEvents(data as unknown as ReadableStream<Uint8Array>, () => cut.abort(), SILENCE_MS);
}

async function isAbortedWithin(wait: number, signal?: AbortSignal): Promise<boolean> {
  await pause(wait, signal).catch(() => undefined);
  return signal?.aborted ?? false;
}

/** Without an id to go on from, what happens while the stream is cut would be lost. */
async function latest(client: Client, signal?: AbortSignal): Promise<number> {
  const query = { limit: 1 };
  const { data } = await notificationsList({ client, query, ...(signal && { signal }) });
  return data[0]?.id ?? 0;
}
