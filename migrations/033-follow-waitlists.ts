import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An offer is there exactly while its entry is offered. */
const MARK_OFFERED = `
  CREATE FUNCTION waitlist_mark_offered() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE waitlist_entries e SET status = 'offered', skipped_for = NULL, updated_at = NEW.created_at
     WHERE e.id = NEW.waitlist_entry_id AND e.status = 'waiting';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'waitlist entry % does not wait', NEW.waitlist_entry_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entries_waiting';
    END IF;
    RETURN NULL;
  END $$`;
const DROP_OFFER = `
  CREATE FUNCTION waitlist_drop_offer() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM bookings b WHERE b.kind = 'offer' AND b.waitlist_entry_id = NEW.id;
    RETURN NULL;
  END $$`;

/** Offers a dropped offer's slot, seat or time to the next client, unless its client booked it. A client who lost it waits again. */
const PASS_ON = `
  CREATE FUNCTION waitlist_pass_on() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    entry  waitlist_entries;
    passed integer[];
  BEGIN
    UPDATE waitlist_entries e SET status = 'waiting', updated_at = greatest(e.updated_at, now())
     WHERE e.id = OLD.waitlist_entry_id AND e.status = 'offered';
    SELECT * INTO entry FROM waitlist_entries e WHERE e.id = OLD.waitlist_entry_id;
    passed := CASE WHEN entry.status = 'waiting' THEN ARRAY[entry.id] ELSE '{}' END;
    IF entry.status = 'booked' THEN
      RETURN NULL;
    ELSIF OLD.slot_number IS NOT NULL THEN
      PERFORM waitlist_offer_slot(OLD.coach_id, OLD.slot_number, entry.updated_at, passed);
    ELSIF OLD.group_session_id IS NOT NULL THEN
      PERFORM waitlist_offer_seats(OLD.group_session_id, entry.updated_at, passed);
    ELSE
      PERFORM waitlist_note_freed(OLD.coach_id);
    END IF;
    RETURN NULL;
  END $$`;

/** Offers the slot or the seat that a booking gives up. A time is noted for the worker. */
const OFFER_FREED = `
  CREATE FUNCTION waitlist_offer_freed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    ends boolean := TG_OP = 'DELETE' OR NEW.status NOT IN ('pending', 'confirmed');
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.slot_number IS NOT NULL AND (ends OR NEW.slot_number IS DISTINCT FROM OLD.slot_number) THEN
      PERFORM waitlist_offer_slot(OLD.coach_id, OLD.slot_number, NEW.updated_at);
    END IF;
    IF OLD.group_session_id IS NULL OR OLD.kind = 'group_session' THEN
      PERFORM waitlist_note_freed(OLD.coach_id);
    ELSIF ends AND TG_OP = 'UPDATE' THEN
      PERFORM waitlist_offer_seats(OLD.group_session_id, NEW.updated_at);
    END IF;
    RETURN NULL;
  END $$`;

const OFFER_SLOTS = `
  CREATE FUNCTION waitlist_offer_slots() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM waitlist_offer_slot(NEW.id, slot, NEW.updated_at) FROM generate_series(1, NEW.total_slots) AS slot
      WHERE EXISTS (SELECT FROM waitlist_entries e WHERE e.coach_id = NEW.id AND e.kind = 'slot' AND e.status = 'waiting');
    PERFORM waitlist_note_freed(NEW.id);
    RETURN NULL;
  END $$`;

const NOTE_SCHEDULE = `
  CREATE FUNCTION waitlist_note_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM waitlist_note_freed(NEW.coach_id);
    RETURN NULL;
  END $$`;

/** Events of an entry. Only who joins, leaves or books acts; the rest happens to them. */
const RECORD = `
  CREATE FUNCTION waitlist_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    what  text := CASE
      WHEN TG_OP = 'INSERT' THEN 'joined'
      WHEN OLD.status = NEW.status THEN 'skipped'
      WHEN NEW.status = 'waiting' THEN 'returned'
      WHEN NEW.status = 'expired' AND OLD.status = 'offered' THEN 'lapsed'
      ELSE NEW.status END;
    acts  boolean := what IN ('joined', 'left', 'booked');
    actor text := CASE WHEN acts THEN current_setting('app.actor', true) END;
    offer bookings;
  BEGIN
    SELECT * INTO offer FROM bookings b WHERE b.kind = 'offer' AND b.waitlist_entry_id = NEW.id;
    INSERT INTO events (type, subject_kind, subject_id, sequence, actor_id, actor_role, at, data)
    VALUES ('waitlist.' || what, 'waitlist_entry', NEW.id, 0, nullif(split_part(actor, ' ', 1), '')::integer,
            coalesce(nullif(split_part(actor, ' ', 2), ''), 'system'), NEW.updated_at,
            jsonb_build_object('coach_id', NEW.coach_id, 'client_id', NEW.client_id, 'kind', NEW.kind,
              'group_session_id', NEW.group_session_id, 'slot_number', offer.slot_number, 'scheduled_at', offer.scheduled_at,
              'expires_at', offer.held_until, 'reason', CASE WHEN what = 'skipped' THEN NEW.skipped_for END));
    RETURN NULL;
  END $$`;

const FREED = `OLD.kind <> 'offer' AND OLD.status IN ('pending', 'confirmed') AND (NEW.status NOT IN ('pending', 'confirmed')
  OR (OLD.scheduled_at, OLD.slot_number) IS DISTINCT FROM (NEW.scheduled_at, NEW.slot_number))`;

/** Triggers of one table and moment run in the order of their names: counts come first, and an event sees the offer that ends. */
const TRIGGERS = [
  `bookings_mark_offered AFTER INSERT ON bookings FOR EACH ROW WHEN (NEW.kind = 'offer') EXECUTE FUNCTION waitlist_mark_offered()`,
  `bookings_pass_on AFTER DELETE ON bookings FOR EACH ROW WHEN (OLD.kind = 'offer') EXECUTE FUNCTION waitlist_pass_on()`,
  `bookings_offer_freed AFTER UPDATE OF status, scheduled_at, slot_number ON bookings FOR EACH ROW WHEN (${FREED})
     EXECUTE FUNCTION waitlist_offer_freed()`,
  `bookings_offer_dropped AFTER DELETE ON bookings FOR EACH ROW WHEN (OLD.kind IN ('hold', 'group_session'))
     EXECUTE FUNCTION waitlist_offer_freed()`,
  `waitlist_entries_record_insert AFTER INSERT ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION waitlist_record_change()`,
  `waitlist_entries_record_update AFTER UPDATE OF status, skipped_for ON waitlist_entries FOR EACH ROW
     WHEN (OLD.status <> NEW.status OR NEW.skipped_for IS NOT NULL AND NEW.skipped_for IS DISTINCT FROM OLD.skipped_for)
     EXECUTE FUNCTION waitlist_record_change()`,
  `waitlist_entries_release AFTER UPDATE OF status ON waitlist_entries FOR EACH ROW
     WHEN (OLD.status = 'offered' AND NEW.status <> 'offered') EXECUTE FUNCTION waitlist_drop_offer()`,
  `users_offer_slots AFTER UPDATE OF total_slots, is_active ON users FOR EACH ROW
     WHEN (NEW.role = 'coach' AND NEW.is_active AND (NEW.total_slots > OLD.total_slots OR NOT OLD.is_active))
     EXECUTE FUNCTION waitlist_offer_slots()`,
  `schedules_note_freed AFTER INSERT OR UPDATE ON schedules FOR EACH ROW EXECUTE FUNCTION waitlist_note_schedule()`,
];

/**
 * Triggers offer a slot or a seat in the transaction that frees it, so no writer can forget it. They only note a time: the application
 * decides which times are free.
 */
export class FollowWaitlists1735689600033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const functions = [MARK_OFFERED, DROP_OFFER, PASS_ON, OFFER_FREED, OFFER_SLOTS, NOTE_SCHEDULE, RECORD];
    for (const statement of functions) await runner.query(statement);
    for (const trigger of TRIGGERS) await runner.query(['CREATE TRIGGER', trigger].join(' '));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const trigger of TRIGGERS) {
      const [, name = '', table = ''] = /^(\S+) .*? ON (\S+)/s.exec(trigger) ?? [];
      await runner.query(['DROP TRIGGER', name, 'ON', table].join(' '));
    }
    await runner.query(`
      DROP FUNCTION waitlist_record_change, waitlist_note_schedule, waitlist_offer_slots, waitlist_offer_freed, waitlist_pass_on,
        waitlist_drop_offer, waitlist_mark_offered
    `);
  }
}
