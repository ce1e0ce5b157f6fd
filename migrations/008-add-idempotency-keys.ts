import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to requests with an Idempotency-Key, kept for a day, so that a repeated request is not executed twice. */
export class AddIdempotencyKeys1735689600008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        key_hash      bytea          NOT NULL,
        fingerprint   bytea          NOT NULL,
        sealed_answer bytea          NOT NULL,
        created_at    timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key_hash),
        CONSTRAINT idempotency_keys_sha256 CHECK (octet_length(key_hash) = 32 AND octet_length(fingerprint) = 32)
      )
    `);
    await runner.query(`CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_keys`);
  }
}
