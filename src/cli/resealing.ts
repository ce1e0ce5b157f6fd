import { DataSource } from 'typeorm';
import { tokenPlace } from '../calendars/google/api/google-calendars.service.js';
import { verifierPlace } from '../calendars/google/google-connections.service.js';
import { addressPlace } from '../calendars/import/feed-requests.service.js';
import { CommandConfig, ConfigError } from '../config/command-config.js';
import { readers } from '../config/environment.js';
import { readSecretsKeys, type SealingKey } from '../config/secrets-config.js';
import { commandDataSource } from '../database/connecting/data-source.js';
import { isSealedBefore, seal, SealBrokenError, unseal } from '../secrets/sealed.js';
import { secretPlace } from '../webhooks/webhook.entity.js';
import { withReadyDatabase } from './ready-database.js';

/** Where secrets are kept at rest: a column, and the place that each of its texts is sealed for. */
interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly id: string;
  readonly placeOf: (id: string) => string;
}

const SEALED: readonly SealedColumn[] = [
  { table: 'webhooks', column: 'secret', id: 'id', placeOf: (id) => secretPlace(Number(id)) },
  { table: 'webhooks', column: 'previous_secret', id: 'id', placeOf: (id) => secretPlace(Number(id)) },
  { table: 'external_calendars', column: 'address', id: 'id', placeOf: addressPlace },
  { table: 'google_calendars', column: 'refresh_token', id: 'calendar_id', placeOf: tokenPlace },
  { table: 'google_revocations', column: 'refresh_token', id: 'id', placeOf: tokenPlace },
  { table: 'google_authorisations', column: 'verifier', id: 'coach_id', placeOf: (id) => verifierPlace(Number(id)) },
];

/** What became of the secrets: how many have the new key now, and how many no key opens. */
export interface Resealed {
  readonly changed: number;
  readonly lost: number;
}

/**
 * Seals every secret at rest with the first of SECRETS_KEYS, so that the others can go. Each is changed on its own, and only if it is
 * still what was read: servers may run meanwhile. Throws a ConfigError without keys.
 */
export async function reseal(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Resealed> {
  const { databaseUrl } = new CommandConfig(env);
  const keys = keysIn(env);
  return withReadyDatabase(databaseUrl, async (url) => {
    const dataSource = await new DataSource(commandDataSource(url, [])).initialize();
    try {
      const all = { changed: 0, lost: 0 };
      for (const column of SEALED) {
        const { changed, lost } = await resealColumn(dataSource, column, keys);
        say(`${column.table}.${column.column}: ${changed} sealed anew${lost > 0 ? `, ${lost} that no key opens` : ''}`);
        all.changed += changed;
        all.lost += lost;
      }
      return all;
    } finally {
      await dataSource.destroy();
    }
  });
}

function keysIn(env: NodeJS.ProcessEnv): readonly SealingKey[] {
  const problems: string[] = [];
  const keys = readSecretsKeys(readers(env, problems), problems);
  if (problems.length > 0) throw new ConfigError(problems);
  if (keys.length === 0) throw new ConfigError(['SECRETS_KEYS must be set: its first key is the one to seal with.']);
  return keys;
}

async function resealColumn(
  database: DataSource,
  { table, column, id, placeOf }: SealedColumn,
  keys: readonly SealingKey[],
): Promise<Resealed> {
  const select = [`SELECT ${id}::text AS id, ${column} AS sealed FROM`, table, `WHERE ${column} IS NOT NULL`].join(' ');
  const update = ['UPDATE', table, `SET ${column} = $3 WHERE ${id}::text = $1 AND ${column} = $2`].join(' ');
  const result = { changed: 0, lost: 0 };
  for (const row of await database.query<{ id: string; sealed: string }[]>(select)) {
    if (!isSealedBefore(row.sealed, keys)) continue;
    const [first] = keys;
    const secret = openedOrNull(row.sealed, placeOf(row.id), keys);
    if (secret === null || first === undefined) {
      result.lost++;
    } else {
      await database.query(update, [row.id, row.sealed, seal(secret, placeOf(row.id), first)]);
      result.changed++;
    }
  }
  return result;
}

function openedOrNull(sealed: string, place: string, keys: readonly SealingKey[]): string | null {
  try {
    return unseal(sealed, place, keys);
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}
