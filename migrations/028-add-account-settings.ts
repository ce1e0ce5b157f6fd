import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A false condition refuses a row, an unknown one does not: an element that is missing compares with nothing. */
const LONGEST_FIRST = `
  cardinality(reminder_minutes) <= 5 AND array_position(reminder_minutes, NULL) IS NULL
  AND 5 <= ALL (reminder_minutes) AND 10080 >= ALL (reminder_minutes)
  AND reminder_minutes[1] > reminder_minutes[2] AND reminder_minutes[2] > reminder_minutes[3]
  AND reminder_minutes[3] > reminder_minutes[4] AND reminder_minutes[4] > reminder_minutes[5]`;

const NO_CHOICES = `
  deleted_at IS NULL OR email_verified_at IS NULL AND locale = 'en' AND reminder_minutes = '{1440,120}'
  AND mail_bookings AND mail_reminders AND mail_waitlist AND mail_reviews`;

/**
 * Adds the settings of mails, the time at which a user confirmed their address, and the links that mails carry. The defaults are
 * constants, so PostgreSQL rewrites no row. 029 validates the checks of users without this migration's lock.
 */
export class AddAccountSettings1735689600028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users
        ADD COLUMN locale text NOT NULL DEFAULT 'en',
        ADD COLUMN mail_bookings boolean NOT NULL DEFAULT true,
        ADD COLUMN mail_reminders boolean NOT NULL DEFAULT true,
        ADD COLUMN mail_waitlist boolean NOT NULL DEFAULT true,
        ADD COLUMN mail_reviews boolean NOT NULL DEFAULT true,
        ADD COLUMN reminder_minutes integer[] NOT NULL DEFAULT '{1440,120}',
        ADD COLUMN email_verified_at timestamptz(3)
    `);
    await runner.query(
      [
        `ALTER TABLE users ADD CONSTRAINT users_locale_known CHECK (locale IN ('en', 'de')) NOT VALID,`,
        `ADD CONSTRAINT users_reminder_minutes CHECK (${LONGEST_FIRST}) NOT VALID,`,
        `ADD CONSTRAINT users_tombstone_has_no_choices CHECK (${NO_CHOICES}) NOT VALID`,
      ].join(' '),
    );
    await this.addLinks(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE account_links`);
    await runner.query(`
      ALTER TABLE users
        DROP COLUMN locale,
        DROP COLUMN mail_bookings,
        DROP COLUMN mail_reminders,
        DROP COLUMN mail_waitlist,
        DROP COLUMN mail_reviews,
        DROP COLUMN reminder_minutes,
        DROP COLUMN email_verified_at
    `);
  }

  private async addLinks(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_links (
        id           uuid           NOT NULL,
        purpose      text           NOT NULL,
        email        text           NOT NULL,
        old_email    text,
        user_id      integer,
        token_hash   bytea          NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        expires_at   timestamptz(3) NOT NULL,
        used_at      timestamptz(3),
        CONSTRAINT account_links_pkey PRIMARY KEY (id),
        CONSTRAINT account_links_token_hash_key UNIQUE (token_hash),
        CONSTRAINT account_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT account_links_sha256 CHECK (octet_length(token_hash) = 32),
        CONSTRAINT account_links_purpose CHECK (purpose IN ('reset', 'verify', 'email')),
        CONSTRAINT account_links_old_email CHECK ((old_email IS NOT NULL) = (purpose = 'email')),
        CONSTRAINT account_links_have_user CHECK (user_id IS NOT NULL OR purpose = 'reset')
      )
    `);
    await runner.query(`CREATE INDEX account_links_user_id_idx ON account_links (user_id)`);
    await runner.query(`CREATE INDEX account_links_email_idx ON account_links (lower(email COLLATE "C"))`);
    await runner.query(`CREATE INDEX account_links_expires_at_idx ON account_links (expires_at)`);
    await runner.query(`
      CREATE TRIGGER account_links_user_alive AFTER INSERT ON account_links
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION users_refuse_belongings()
    `);
  }
}
