import { ACCOUNTS } from './map/accounts.js';
import { BOOKINGS } from './map/bookings.js';
import { CALENDARS } from './map/calendars.js';
import { GOOGLE } from './map/google.js';
import { type HeldTables, machinery } from './map/held-table.js';
import { MESSAGES } from './map/messages.js';
import { PACKS } from './map/packs.js';
import { PAYMENTS } from './map/payments.js';
import { REVIEWS } from './map/reviews.js';
import { TRAINING } from './map/training.js';

/** Tables that say nothing about anybody. */
const MACHINERY: HeldTables = {
  development_clock: machinery('How far the clock of a development server is ahead.', ['is_only', 'ahead']),
  fake_payments: machinery('Payments of the fake provider of a development server.', [
    ...['ref', 'reference', 'amount_minor', 'currency', 'description', 'success_url', 'cancel_url', 'status'],
    ...['refunded_minor', 'refuses_refunds', 'created_at', 'expires_at'],
  ]),
  fake_payment_events: machinery('What the fake provider tells the server.', [
    ...['reference', 'kind', 'ref', 'amount_minor', 'created_at', 'due_at', 'attempts', 'sent_at'],
  ]),
  installation: machinery('A random id of this installation, and since when it asks to verify emails.', [
    ...['is_only', 'id', 'verifies_since'],
  ]),
  provider_events: machinery('Which messages of payment providers came, so that each counts once.', [
    ...['provider', 'event_id', 'kind', 'received_at'],
  ]),
  retention_runs: machinery('When old rows were last deleted, rule by rule.', ['rule', 'ran_at']),
  migrations: machinery('Which changes of the schema are done.', ['id', 'timestamp', 'name']),
  waitlist_freed: machinery('Coaches whose calendar has a time that became free.', ['id', 'coach_id']),
};

/**
 * Everything that the database holds, table by table and column by column: the export is made from it, docs/data.md is written from it,
 * and test/contract/personal-data.spec.ts compares it with the schema, an export and a deletion.
 */
export const PERSONAL_DATA: Readonly<Record<string, HeldTables>> = {
  'Accounts and logins': ACCOUNTS,
  'Training and health': TRAINING,
  Bookings: BOOKINGS,
  Reviews: REVIEWS,
  Packs: PACKS,
  Payments: PAYMENTS,
  'Calendars of coaches': CALENDARS,
  'Google Calendar': GOOGLE,
  Messages: MESSAGES,
  'The server itself': MACHINERY,
};

/** The same without headings. */
export const HELD_TABLES: HeldTables = Object.assign({}, ...Object.values(PERSONAL_DATA)) as HeldTables;
