import type { RetentionRule } from '../config/retention-config.js';

/** The rows that are too old at the instant `$1`, at most so many, oldest first. */
type Old = (most: number) => string;

/** What goes when it is old. Its time is configured by its name. */
export interface Rule {
  readonly name: RetentionRule;
  /** In words, for operators. */
  readonly what: string;
  readonly table: string;
  /** A statement that selects the column `id`. Null for accounts: each is looked at, and deleted as an admin deletes it. */
  readonly old: Old | null;
  /** Left alone by the daily job: only the owner of the table may delete its rows, with the command. */
  readonly isByCommand?: true;
}

/** Ids grow with time: the oldest rows are the first ones, so a look costs no more than the rows that it finds. */
const first =
  (table: string, at: string, condition = 'true'): Old =>
  (most) => `
  SELECT id FROM (SELECT id, ${at} AS at FROM ${table} WHERE ${condition} ORDER BY id LIMIT ${most}) oldest
   WHERE at < $1::timestamptz`;

/** What waits or may still be tried has no end. */
const finished =
  (table: string): Old =>
  (most) =>
    `SELECT id FROM ${table} WHERE finished_at < $1::timestamptz ORDER BY finished_at LIMIT ${most}`;

/** Everything that goes by itself after a time, but for what each request sweeps away (docs/guides/retention.md has both). */
export const RULES: readonly Rule[] = [
  {
    name: 'notifications',
    what: 'notifications',
    table: 'notifications',
    old: first('notifications', 'created_at'),
  },
  { name: 'deliveries', what: 'mails that were sent or failed', table: 'deliveries', old: finished('deliveries') },
  {
    name: 'webhook_deliveries',
    what: 'messages to webhooks',
    table: 'webhook_deliveries',
    old: finished('webhook_deliveries'),
  },
  { name: 'events', what: 'events', table: 'events', old: first('events', 'at', 'due_at IS NULL') },
  {
    name: 'unverified_accounts',
    what: 'accounts never verified nor used',
    table: 'users',
    old: null,
  },
  {
    name: 'access_log',
    what: 'entries of the access log',
    table: 'access_log',
    // The trigger compares with the time of the database, whatever a tester’s clock says.
    old: (most) => `${first('access_log', 'read_at')(most)} AND at < now() - interval '2 years'`,
    isByCommand: true,
  },
];
