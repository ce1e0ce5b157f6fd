import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds what the fake payment provider of development keeps: its payments, and the messages that it sends. Elsewhere both stay empty. */
export class AddFakePayments1735689600056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fake_payments (
        ref             text           NOT NULL,
        reference       text           NOT NULL,
        amount_minor    integer        NOT NULL,
        currency        text           NOT NULL,
        description     text           NOT NULL,
        success_url     text           NOT NULL,
        cancel_url      text           NOT NULL,
        status          text           NOT NULL DEFAULT 'open',
        refunded_minor  integer        NOT NULL DEFAULT 0,
        refuses_refunds boolean        NOT NULL DEFAULT false,
        created_at      timestamptz(3) NOT NULL,
        expires_at      timestamptz(3) NOT NULL,
        CONSTRAINT fake_payments_pkey PRIMARY KEY (ref),
        CONSTRAINT fake_payments_reference_key UNIQUE (reference),
        CONSTRAINT fake_payments_status CHECK (status IN ('open', 'paid', 'declined', 'abandoned')),
        CONSTRAINT fake_payments_refunded CHECK (refunded_minor BETWEEN 0 AND CASE status WHEN 'paid' THEN amount_minor ELSE 0 END)
      )
    `);
    await runner.query(`
      CREATE TABLE fake_payment_events (
        reference    text           NOT NULL,
        kind         text           NOT NULL,
        ref          text           NOT NULL,
        amount_minor integer        NOT NULL,
        created_at   timestamptz(3) NOT NULL,
        due_at       timestamptz(3) NOT NULL,
        attempts     integer        NOT NULL DEFAULT 0,
        sent_at      timestamptz(3),
        CONSTRAINT fake_payment_events_pkey PRIMARY KEY (reference, kind),
        CONSTRAINT fake_payment_events_ref_fkey FOREIGN KEY (ref) REFERENCES fake_payments (ref) ON DELETE CASCADE
      )
    `);
    await runner.query(
      `CREATE INDEX fake_payment_events_due_idx ON fake_payment_events (due_at) WHERE sent_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE fake_payment_events`);
    await runner.query(`DROP TABLE fake_payments`);
  }
}
