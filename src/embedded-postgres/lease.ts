import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { LOCK_KEYS } from '../database/lock-keys.js';

const RETAKE_TRIES = 30;
const RETAKE_PAUSE_MS = 500;

/** One process's share in the server: a connection that holds a shared advisory lock and so vanishes with the process. */
export class Lease {
  private client: Client | undefined;
  private givenUp = false;

  private constructor(
    private readonly url: string,
    client: Client,
  ) {
    this.hold(client);
  }

  /** Undefined when the server is just coming up or going down; throws when it refuses us for good. */
  static async take(url: string): Promise<Lease | undefined> {
    const client = await connect(url);
    return client && new Lease(url, client);
  }

  /**
   * Lets go, by way of `url` if the connection was lost. The answer `last` means that nobody else has a lease and nobody gets
   * one until this process has stopped the server or called `close`; `unknown` means that the server could not be asked.
   */
  async giveUp(url: string): Promise<'last' | 'shared' | 'unknown'> {
    this.givenUp = true;
    const client = (this.client ??= await connect(url));
    if (!client) return 'unknown';
    keepAlive(client, true);
    try {
      // Released first: two that leave at once would otherwise both see the other's lease.
      await client.query('SELECT pg_advisory_unlock_shared($1)', [LOCK_KEYS.lease]);
      const { rows } = await client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
        LOCK_KEYS.lease,
      ]);
      return rows[0]?.last ? 'last' : 'shared';
    } catch {
      this.client = undefined;
      return 'unknown';
    }
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    if (!this.client) return;
    keepAlive(this.client, true);
    await this.client.end().catch(() => undefined);
  }

  private hold(client: Client) {
    if (this.givenUp) {
      void client.end();
      return;
    }
    this.client = client;
    // A lease alone is no reason for the process to go on.
    keepAlive(client, false);
    client.once('end', () => {
      if (this.givenUp) return;
      this.client = undefined;
      void this.retake();
    });
  }

  /** The server outlives a crash of one of its connections and ends all others: without a new lease it could be stopped under us. */
  private async retake() {
    for (let tries = 0; tries < RETAKE_TRIES; tries++) {
      await sleep(RETAKE_PAUSE_MS, undefined, { ref: false });
      if (this.givenUp) return;
      const client = await connect(this.url).catch(() => undefined);
      if (client) {
        this.hold(client);
        return;
      }
    }
  }
}

async function connect(url: string): Promise<Client | undefined> {
  const client = new Client({
    connectionString: url,
    application_name: 'embedded postgres lease',
    connectionTimeoutMillis: 5_000,
    ssl: false,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK_KEYS.lease]);
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    const refusal = /^(28|3D)/.test((error as { code?: string }).code ?? '');
    if (refusal) throw error;
    return undefined;
  }
}

function keepAlive(client: Client, on: boolean) {
  const { stream } = (client as unknown as { connection: { stream: NodeJS.ReadStream } }).connection;
  if (on) stream.ref();
  else stream.unref();
}
