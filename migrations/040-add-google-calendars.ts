import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever deletes a connection: the permission is given back to Google, unless Google took it away itself. */
const GIVE_BACK = `
  CREATE FUNCTION google_calendars_give_back() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO google_revocations (id, coach_id, refresh_token) VALUES (OLD.calendar_id, OLD.coach_id, OLD.refresh_token);
    RETURN NULL;
  END $$`;

/**
 * Calendars at Google: the permission of a coach (sealed), what Google's events make busy, the events that we wrote, and what was
 * done to those at Google. The subject of an event is no foreign key: bookings and group sessions are never deleted. The tables are
 * new, so this reads no other.
 */
export class AddGoogleCalendars1735689600040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.addConnections(runner);
    await this.addEvents(runner);
    await runner.query(GIVE_BACK);
    await runner.query(`
      CREATE TRIGGER google_calendars_give_back AFTER DELETE ON google_calendars
        FOR EACH ROW WHEN (NOT OLD.is_disconnected) EXECUTE FUNCTION google_calendars_give_back()
    `);
  }

  private async addConnections(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE google_authorisations (
        coach_id   integer        NOT NULL,
        state_hash bytea          NOT NULL,
        verifier   text           NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT google_authorisations_pkey PRIMARY KEY (coach_id),
        CONSTRAINT google_authorisations_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT google_authorisations_sha256 CHECK (octet_length(state_hash) = 32)
      )
    `);
    await runner.query(`
      CREATE TABLE google_calendars (
        calendar_id     uuid           NOT NULL,
        coach_id        integer        NOT NULL,
        refresh_token   text           NOT NULL,
        is_disconnected boolean        NOT NULL DEFAULT false,
        sync_token      text,
        read_fully_at   timestamptz(3),
        due_at          timestamptz(3) NOT NULL,
        attempts        integer        NOT NULL DEFAULT 0,
        CONSTRAINT google_calendars_pkey PRIMARY KEY (calendar_id),
        CONSTRAINT google_calendars_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES external_calendars (id) ON DELETE CASCADE,
        CONSTRAINT google_calendars_coach_id_key UNIQUE (coach_id)
      )
    `);
    await runner.query(`CREATE INDEX google_calendars_due_idx ON google_calendars (due_at) WHERE NOT is_disconnected`);
    await runner.query(`
      CREATE TABLE google_revocations (
        id            uuid           NOT NULL,
        coach_id      integer        NOT NULL,
        refresh_token text           NOT NULL,
        due_at        timestamptz(3) NOT NULL DEFAULT now(),
        attempts      integer        NOT NULL DEFAULT 0,
        CONSTRAINT google_revocations_pkey PRIMARY KEY (id)
      )
    `);
    await runner.query(`CREATE INDEX google_revocations_due_idx ON google_revocations (due_at)`);
  }

  private async addEvents(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE google_busy_events (
        calendar_id uuid           NOT NULL,
        event_id    text           NOT NULL,
        starts_at   timestamptz(3) NOT NULL,
        ends_at     timestamptz(3) NOT NULL,
        CONSTRAINT google_busy_events_pkey PRIMARY KEY (calendar_id, event_id),
        CONSTRAINT google_busy_events_calendar_id_fkey FOREIGN KEY (calendar_id)
          REFERENCES google_calendars (calendar_id) ON DELETE CASCADE,
        CONSTRAINT google_busy_events_end_after_start CHECK (ends_at > starts_at)
      )
    `);
    await runner.query(`
      CREATE TABLE google_events (
        calendar_id  uuid           NOT NULL,
        subject_kind text           NOT NULL,
        subject_id   integer        NOT NULL,
        event_id     text           NOT NULL,
        etag         text,
        starts_at    timestamptz(3),
        ends_at      timestamptz(3),
        wanted       integer        NOT NULL DEFAULT 1,
        due_at       timestamptz(3),
        attempts     integer        NOT NULL DEFAULT 0,
        failures     integer        NOT NULL DEFAULT 0,
        CONSTRAINT google_events_pkey PRIMARY KEY (calendar_id, subject_kind, subject_id),
        CONSTRAINT google_events_event_id_key UNIQUE (calendar_id, event_id),
        CONSTRAINT google_events_calendar_id_fkey FOREIGN KEY (calendar_id)
          REFERENCES google_calendars (calendar_id) ON DELETE CASCADE,
        CONSTRAINT google_events_subject_kind CHECK (subject_kind IN ('booking', 'group_session')),
        CONSTRAINT google_events_written CHECK (num_nulls(etag, starts_at, ends_at) IN (0, 3))
      )
    `);
    await runner.query(`CREATE INDEX google_events_due_idx ON google_events (due_at) WHERE due_at IS NOT NULL`);
    await runner.query(
      `CREATE INDEX google_events_waiting_idx ON google_events (calendar_id, due_at) WHERE due_at IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE google_conflicts (
        id               integer        GENERATED BY DEFAULT AS IDENTITY,
        calendar_id      uuid           NOT NULL,
        subject_kind     text           NOT NULL,
        subject_id       integer        NOT NULL,
        google_starts_at timestamptz(3),
        google_ends_at   timestamptz(3),
        etag             text           NOT NULL,
        seen_at          timestamptz(3) NOT NULL,
        CONSTRAINT google_conflicts_pkey PRIMARY KEY (id),
        CONSTRAINT google_conflicts_event_fkey FOREIGN KEY (calendar_id, subject_kind, subject_id)
          REFERENCES google_events (calendar_id, subject_kind, subject_id) ON DELETE CASCADE,
        CONSTRAINT google_conflicts_once UNIQUE (calendar_id, subject_kind, subject_id),
        CONSTRAINT google_conflicts_time_whole CHECK ((google_starts_at IS NULL) = (google_ends_at IS NULL))
      )
    `);
  }

  /** The version before reads no Google, so that busy times would grow old. Coaches connect their calendars again later. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE google_conflicts, google_events, google_busy_events`);
    await runner.query(`DROP TABLE google_calendars, google_authorisations, google_revocations`);
    await runner.query(`DROP FUNCTION google_calendars_give_back`);
    await runner.query(`
      DELETE FROM busy_times b USING external_calendars c WHERE c.id = b.calendar_id AND c.kind = 'google'
    `);
  }
}
