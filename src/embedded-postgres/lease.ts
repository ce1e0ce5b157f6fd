import { Client } from 'pg';
import { LOCK_KEYS } from '../database/lock-keys.js';

/**
 * One process's share in the server: a connection that holds a shared advisory lock, so the share ends with the process.
 * It also ends when PostgreSQL drops the connection; the process does not take it again.
 */
export interface Lease {
  readonly url: string;
  readonly client: LeaseClient;
}

/** pg documents these two methods; its type declarations lack them. */
type LeaseClient = Client & { ref(): void; unref(): void };

/** Returns undefined while the server starts or stops. Throws when the server refuses us for good. */
export async function takeLease(url: string): Promise<Lease | undefined> {
  const taken = await ask(url, 'SELECT pg_advisory_lock_shared($1)');
  // A lease alone does not keep the process running.
  taken?.client.unref();
  return taken && { url, client: taken.client };
}

/** Ends the share. If it was the last one, runs `stop`; no other process gets a share while `stop` runs. */
export async function giveUpLease({ url, client }: Lease, stop: () => Promise<void>): Promise<void> {
  client.ref();
  // Release first: two processes that leave at once would otherwise each see the other's lease, and none would stop the server.
  await client.end();
  const asked = await ask(url, 'SELECT pg_try_advisory_lock($1) AS answer');
  try {
    if (asked?.answer === true) await stop();
  } finally {
    await asked?.client.end();
  }
}

/** Asks for the lock on a new connection. */
async function ask(url: string, statement: string): Promise<{ client: LeaseClient; answer: unknown } | undefined> {
  const client = new Client({
    connectionString: url,
    application_name: 'embedded postgres lease',
    connectionTimeoutMillis: 5_000,
    ssl: false,
  }) as LeaseClient;
  // The server ends this connection when it stops; the next statement reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ answer?: unknown }>(statement, [LOCK_KEYS.lease]);
    return { client, answer: rows[0]?.answer };
  } catch (error) {
    await client.end();
    const isRefusal = /^(28|3D)/.test((error as { code?: string }).code ?? '');
    if (isRefusal) throw error;
    return undefined;
  }
}
