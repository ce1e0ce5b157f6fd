import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  bookings_group_session_idx: `ON bookings (group_session_id) WHERE group_session_id IS NOT NULL`,
  bookings_series_idx: `ON bookings (series_id, series_at) WHERE series_id IS NOT NULL`,
  bookings_coach_offers_idx: `ON bookings (coach_id) WHERE kind = 'offer'`,
  bookings_client_offers_idx: `ON bookings (client_id) WHERE kind = 'offer'`,
} as const;

const KEYS = {
  bookings_group_session_key: `ON bookings (group_session_id) WHERE kind = 'group_session'`,
  bookings_active_seat_key: `ON bookings (group_session_id, client_id)
    WHERE group_session_id IS NOT NULL AND kind <> 'group_session' AND status IN ('pending', 'confirmed')`,
  bookings_offer_key: `ON bookings (waitlist_entry_id) WHERE kind = 'offer'`,
} as const;

/**
 * One row keeps a group session's time, a client has one seat, an entry has one offer. Built as migration 022 builds its indexes:
 * concurrently, so that bookings go on, in steps that can be repeated after a failure.
 */
export class IndexGroupSessions1735689600031 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [name, on] of Object.entries(INDEXES)) await this.build(runner, 'INDEX', name, on);
      for (const [name, on] of Object.entries(KEYS)) await this.build(runner, 'UNIQUE INDEX', name, on);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys({ ...INDEXES, ...KEYS })) {
      await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
    }
  }

  private async build(runner: QueryRunner, what: string, name: string, on: string): Promise<void> {
    const [broken] = (await runner.query(`SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`, [
      name,
    ])) as object[];
    if (broken) await runner.query(['DROP INDEX CONCURRENTLY', name].join(' '));
    await runner.query(['CREATE', what, 'CONCURRENTLY IF NOT EXISTS', name, on].join(' '));
  }
}
