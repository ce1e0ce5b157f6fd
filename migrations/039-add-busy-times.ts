import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Calendars that coaches keep elsewhere, and the times at which those make them busy. The address of a feed is a secret: it is kept
 * sealed. Busy times hold no title. Both tables are new, so this reads and locks nothing.
 */
export class AddBusyTimes1735689600039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE external_calendars (
        id             uuid           NOT NULL,
        coach_id       integer        NOT NULL,
        kind           text           NOT NULL,
        number         integer,
        description    text,
        address        text,
        host           text,
        etag           text,
        last_modified  text,
        next_fetch_at  timestamptz(3) NOT NULL DEFAULT now(),
        attempts       integer        NOT NULL DEFAULT 0,
        tried_at       timestamptz(3),
        fetched_at     timestamptz(3),
        read_at        timestamptz(3),
        failing_since  timestamptz(3),
        fault          text,
        failures       integer        NOT NULL DEFAULT 0,
        left_out       integer        NOT NULL DEFAULT 0,
        created_at     timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT external_calendars_pkey PRIMARY KEY (id),
        CONSTRAINT external_calendars_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT external_calendars_number_limits CHECK (number BETWEEN 1 AND 10),
        CONSTRAINT external_calendars_number_key UNIQUE (coach_id, number),
        CONSTRAINT external_calendars_kind_is_whole CHECK (CASE kind
          WHEN 'feed' THEN num_nonnulls(number, address, host) = 3
          WHEN 'google' THEN num_nonnulls(number, address) = 0
          ELSE false END),
        CONSTRAINT external_calendars_description_length CHECK (char_length(description) BETWEEN 1 AND 200),
        CONSTRAINT external_calendars_failing_has_fault CHECK ((failing_since IS NULL) = (fault IS NULL))
      )
    `);
    await runner.query(
      `CREATE UNIQUE INDEX external_calendars_google_key ON external_calendars (coach_id) WHERE kind = 'google'`,
    );
    await runner.query(
      `CREATE INDEX external_calendars_due_idx ON external_calendars (next_fetch_at) WHERE kind = 'feed'`,
    );
    await runner.query(`
      CREATE TABLE busy_times (
        calendar_id uuid           NOT NULL,
        coach_id    integer        NOT NULL,
        starts_at   timestamptz(3) NOT NULL,
        ends_at     timestamptz(3) NOT NULL,
        CONSTRAINT busy_times_pkey PRIMARY KEY (calendar_id, starts_at),
        CONSTRAINT busy_times_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES external_calendars (id) ON DELETE CASCADE,
        CONSTRAINT busy_times_end_after_start CHECK (ends_at > starts_at)
      )
    `);
    await runner.query(
      `CREATE INDEX busy_times_coach_idx ON busy_times USING gist (coach_id, tstzrange(starts_at, ends_at))`,
    );
  }

  /** The version before knows no busy times: clients can book them again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE busy_times, external_calendars`);
  }
}
