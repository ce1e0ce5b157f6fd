import { type Guard, guards, type Line } from './guard.js';

const setting = (name: string, value: string): Line => [`our ${name}`, `  ${name}: '${value}',\n`, ''];

const SCHEDULES = 'test/slow/schedule-migrations.spec.ts';

/** Lines that make all databases answer alike. */
export const DATABASE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/database/connecting/session-settings.ts',
    ['test/slow/session-settings.spec.ts', 'health'],
    [
      setting('TimeZone', 'UTC'),
      setting('DateStyle', 'ISO, MDY'),
      setting('extra_float_digits', '1'),
      setting('default_transaction_isolation', 'read committed'),
    ],
  ),
  ...guards(
    'src/database/connecting/connection.ts',
    ['src/database/connecting/connection.spec.ts'],
    [
      ['our options after those of the address', '`${theirs}  ${ours}`', '`${ours}  ${theirs}`'],
      ['the name of the certificate', "mode !== 'verify-full' &&", 'true &&'],
      ['certificates are verified', "mode.startsWith('verify') || sslrootcert !== undefined", 'false'],
    ],
  ),
  ...guards(
    'src/config/postgres-url.ts',
    ['src/config/postgres-url.spec.ts'],
    [['what cannot be honoured is named', '...unknown, ...wrongValues(parameters, given), ', '']],
  ),
  ...guards(
    'src/database/database-clock.ts',
    ['instances-clocks'],
    [['the database’s time', 'this.clock.correct({ sent, database, received: this.clock.localMillis() });', '']],
  ),
  ...guards(
    'src/database/database.ts',
    ['imported-ids'],
    [['ids that imported rows have', ' || (await recovers(this, error))', '']],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['imported-ids'],
    [['ids that imported bookings have', `if (attempt === 1) await catchUpIds(db, 'bookings');`, '']],
  ),
  ...guards(
    'src/bookings/times/time-bookings.service.ts',
    ['imported-ids'],
    [['ids that imported bookings have, for times', `if (attempt === 1) await catchUpIds(db, 'bookings');`, '']],
  ),
  ...guards(
    'src/training/logs/logs.service.ts',
    ['imported-ids'],
    [['ids that imported logs have', 'await this.database.retried(() => logs.insert(log))', 'await logs.insert(log)']],
  ),
  ...guards(
    'migrations/011-keep-access-log.ts',
    ['test/slow/migrations.spec.ts'],
    [
      [
        'the way down restores the trigger',
        'BEFORE UPDATE ON access_log\n        FOR EACH ROW EXECUTE',
        'BEFORE UPDATE ON access_log\n        FOR EACH ROW WHEN (false) EXECUTE',
      ],
    ],
  ),
  ...guards(
    'migrations/017-add-schedules.ts',
    [SCHEDULES],
    [
      [
        'the way down gives ten slots again',
        'available_slots = available_slots + 10 - total_slots',
        'available_slots = available_slots',
      ],
    ],
  ),
  ...guards(
    'migrations/018-add-timed-bookings.ts',
    [SCHEDULES],
    [
      [
        'the way down says what it cannot keep',
        'IF EXISTS (SELECT FROM bookings',
        'IF false AND EXISTS (SELECT FROM bookings',
      ],
    ],
  ),
  ...guards(
    'migrations/019-claim-times.ts',
    [SCHEDULES],
    [['the way down drops holds', "await runner.query(`DELETE FROM bookings WHERE kind = 'hold'`);", '']],
  ),
  ...guards(
    'migrations/022-index-bookings.ts',
    [SCHEDULES],
    [['an index is built again after a failed build', 'if (broken) await', 'if (false) await']],
  ),
];
