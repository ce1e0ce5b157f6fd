import { type Guard, guards, type Line } from './guard.js';

const setting = (name: string, value: string): Line => [`our ${name}`, `  ${name}: '${value}',\n`, ''];

/** What makes every database answer alike. */
export const DATABASE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/database/session-settings.ts',
    ['session-settings', 'health'],
    [
      setting('TimeZone', 'UTC'),
      setting('DateStyle', 'ISO, MDY'),
      setting('extra_float_digits', '1'),
      setting('default_transaction_isolation', 'read committed'),
    ],
  ),
  ...guards(
    'src/database/database-clock.ts',
    ['instances-clocks'],
    [['the database’s time', 'this.clock.correct({ sent, database, received: this.clock.localMillis() });', '']],
  ),
  ...guards(
    'src/time/clock.ts',
    ['src/time/clock.spec.ts'],
    [
      ['a slow answer corrects little', 'Math.min(Math.max(this.databaseOffset, least), most)', 'most'],
      ['real time', 'return new Date(this.realMillis());', 'return this.now();'],
    ],
  ),
];
