/**
 * What every session must have, whatever the database or the role sets: each of these changes the text of values on their way in
 * or out, or what a transaction sees. `search_path` and `default_transaction_read_only` are not here: operators decide on them.
 */
export const SESSION_SETTINGS: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  client_encoding: 'UTF8',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
};

/** Command-line options that set all `settings` at the start of a session. */
export function startOptions(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${String(value).replaceAll(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}

const WANTED = Object.entries(SESSION_SETTINGS)
  .map(([name, value]) => `('${name}', '${value}')`)
  .join(', ');

/** Selects the `name` of every setting that this session does not have. A pooler may have dropped it. */
export const MISSING_SETTINGS = `
  SELECT name FROM (VALUES ${WANTED}) wanted (name, value) WHERE current_setting(name) <> value`;
