import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As migration 055 made it, but for the product, which has to hold the price of many more credits than were sold. */
const count = (product: string) => `
  CREATE OR REPLACE FUNCTION transfers_count_credits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    kind   text := split_part(NEW.reason, ':', 1);
    held   integer := CASE WHEN kind IN ('reserved', 'used', 'released')
                           THEN (NEW.to_account = 'platform')::integer - (NEW.from_account = 'platform')::integer ELSE 0 END;
    mine   integer := (NEW.to_account LIKE 'client:%')::integer - (NEW.from_account LIKE 'client:%')::integer;
    theirs integer := (NEW.to_account LIKE 'coach:%')::integer - (NEW.from_account LIKE 'coach:%')::integer;
    p      pack_purchases;
    earned integer;
  BEGIN
    UPDATE pack_purchases SET credits_left = credits_left + mine * NEW.amount, credits_reserved = credits_reserved + held * NEW.amount,
           credits_used = credits_used + theirs * NEW.amount,
           credits_expired = credits_expired + CASE kind WHEN 'expired' THEN NEW.amount ELSE 0 END
     WHERE id = NEW.purchase_id RETURNING * INTO p;
    earned := p.price_minor - p.refunded_minor;
    IF p.credits_left + p.credits_reserved > 0 THEN
      earned := least(earned, ${product} * (p.price_minor / p.sessions) - p.refunded_minor);
    END IF;
    IF earned <> p.earned_minor THEN
      UPDATE pack_purchases SET earned_minor = earned WHERE id = p.id;
      INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, booking_id, purchase_id)
      VALUES (NEW.at, p.currency, abs(earned - p.earned_minor),
              CASE WHEN earned > p.earned_minor THEN 'platform' ELSE 'coach:' || p.coach_id END,
              CASE WHEN earned > p.earned_minor THEN 'coach:' || p.coach_id ELSE 'platform' END,
              'earned:' || NEW.reason, NEW.booking_id, NEW.purchase_id);
    END IF;
    RETURN NULL;
  END $$`;

/** Nobody pays for a session that has started, wherever it is moved. */
const HASTEN_BEFORE = `
  CREATE OR REPLACE FUNCTION bookings_pay_before_start() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.pay_until := NEW.scheduled_at;
    RETURN NEW;
  END $$`;

/**
 * Nobody pays for a session that has started, wherever it is moved. One of a series is to be paid before it cannot be cancelled in time
 * any more: moved nearer, that is sooner, and half an hour is left at least, as for a new booking.
 */
const HASTEN = `
  CREATE OR REPLACE FUNCTION bookings_pay_before_start() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.pay_until := least(NEW.pay_until, NEW.scheduled_at, CASE WHEN NEW.series_id IS NOT NULL THEN
      greatest(NEW.updated_at + interval '30 minutes', NEW.scheduled_at - make_interval(mins => NEW.cancel_notice_minutes)) END);
    RETURN NEW;
  END $$`;

/** `unless`: what comes before the question. */
const refuseForeign = (unless: string) => `
  CREATE OR REPLACE FUNCTION packs_refuse_foreign_types() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN${unless}
    PERFORM FROM session_types t WHERE t.id = ANY (NEW.session_type_ids) AND t.coach_id = NEW.coach_id FOR KEY SHARE;
    IF (SELECT count(*) FROM session_types t WHERE t.id = ANY (NEW.session_type_ids) AND t.coach_id = NEW.coach_id)
       < cardinality(NEW.session_type_ids) THEN
      RAISE EXCEPTION 'not all are session types of the coach'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'packs_types_of_coach';
    END IF;
    RETURN NEW;
  END $$`;

/** A session type may be gone since the pack was made: that keeps nobody from taking the pack off the market. */
const SAME = `
    IF TG_OP = 'UPDATE' AND NEW.session_type_ids = OLD.session_type_ids THEN
      RETURN NEW;
    END IF;`;

const hasten = (condition: string) => `
  CREATE TRIGGER bookings_pay_before_start BEFORE UPDATE OF scheduled_at ON bookings
    FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION bookings_pay_before_start()`;

/** Lets payments and their books go on after a series was moved, a session type deleted, or many credits given. */
export class KeepPaying1735689600060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(count('(p.credits_used + p.credits_expired)::bigint'));
    await runner.query(refuseForeign(SAME));
    await runner.query(HASTEN);
    await runner.query(`DROP TRIGGER bookings_pay_before_start ON bookings`);
    await runner.query(hasten('NEW.pay_until IS NOT NULL AND NEW.scheduled_at IS DISTINCT FROM OLD.scheduled_at'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER bookings_pay_before_start ON bookings`);
    await runner.query(hasten('NEW.pay_until > NEW.scheduled_at'));
    await runner.query(HASTEN_BEFORE);
    await runner.query(refuseForeign(''));
    await runner.query(count('(p.credits_used + p.credits_expired)'));
  }
}
