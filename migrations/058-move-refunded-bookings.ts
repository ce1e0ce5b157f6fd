import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `refunded`: the condition on the status of a booking whose payment went back, in whole or in part. */
const states = (refunded: string) => `CASE coalesce(payment_method, '') || ' ' || payment_status
      WHEN ' none' THEN true
      WHEN 'card due' THEN status = 'pending'
      WHEN 'card paid' THEN true
      WHEN 'card partly_refunded' THEN ${refunded}
      WHEN 'card refunded' THEN ${refunded}
      WHEN 'at_session due' THEN true
      WHEN 'at_session paid' THEN true
      WHEN 'at_session waived' THEN true
      WHEN 'credit paid' THEN true
      WHEN 'credit refunded' THEN status IN ('completed', 'cancelled')
      ELSE false END`;

/**
 * A session whose coach did not come is refunded, and may be moved to another day; moved again by its client, it is pending. The check is
 * read while writers go on. Steps can be repeated.
 */
export class MoveRefundedBookings1735689600058 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'true');
    await runner.query(`SET lock_timeout = 0`);
    try {
      await runner.query(`ALTER TABLE bookings VALIDATE CONSTRAINT bookings_payment_states`);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  /** The version before knows no refunded booking that is pending. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM bookings WHERE payment_status IN ('partly_refunded', 'refunded') AND payment_method = 'card' AND status = 'pending') THEN
          RAISE EXCEPTION 'There are refunded bookings that are pending. Until their coaches answer, there is no way back.';
        END IF;
      END $$`);
    await this.replace(runner, `status IN ('confirmed', 'completed', 'cancelled')`);
  }

  private async replace(runner: QueryRunner, refunded: string): Promise<void> {
    await runner.query(
      [
        `ALTER TABLE bookings DROP CONSTRAINT IF EXISTS bookings_payment_states,
           ADD CONSTRAINT bookings_payment_states CHECK (`,
        states(refunded),
        `) NOT VALID`,
      ].join(''),
    );
  }
}
