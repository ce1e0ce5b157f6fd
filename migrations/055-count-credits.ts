import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A credit of the client pays for a session that is not free, the one that expires first. Locks the purchase, so that two bookings at
 * once never take one credit. The ledger is written after the row, at the end of its statement: rows that the same statement wrote
 * before have taken credits that the ledger does not know of yet.
 */
const USE = `
  CREATE FUNCTION bookings_by_credit() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    t session_types;
  BEGIN
    SELECT * INTO t FROM session_types WHERE id = NEW.session_type_id;
    IF t.id IS NULL OR t.payment = 'free' THEN
      RETURN NEW;
    END IF;
    IF coalesce(current_setting('app.credits', true), '') <> 'off' THEN
      SELECT p.id INTO NEW.credit_purchase_id FROM pack_purchases p
       WHERE p.client_id = NEW.client_id AND p.coach_id = NEW.coach_id AND p.credits_left > 0
         AND (p.expires_at IS NULL OR p.expires_at > NEW.scheduled_at)
         AND (p.session_type_ids IS NULL OR NEW.session_type_id = ANY (p.session_type_ids))
         AND p.credits_left > (
               SELECT count(*) FROM bookings b
                WHERE b.credit_purchase_id = p.id AND b.status IN ('pending', 'confirmed')
                  AND NOT EXISTS (SELECT FROM transfers n WHERE n.reason = 'reserved:booking:' || b.id))
       ORDER BY p.expires_at NULLS LAST, p.id LIMIT 1 FOR NO KEY UPDATE;
    END IF;
    IF NEW.credit_purchase_id IS NOT NULL THEN
      NEW.price_minor := t.price_minor;
      NEW.currency := t.currency;
      NEW.payment_status := 'paid';
      NEW.payment_method := 'credit';
    ELSIF t.payment = 'credits_only' OR t.payment = 'to_book' AND current_setting('app.cards', true) = 'off' THEN
      RAISE EXCEPTION 'no credit of the client fits' USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_have_credit';
    END IF;
    RETURN NEW;
  END $$`;

/** A credit that a client uses late for its policy, or by not coming, is used; one that the coach fails to use is not. */
const IS_USED = `
  CREATE FUNCTION bookings_credit_is_used(b bookings) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE b.status
      WHEN 'completed' THEN coalesce(b.attendance, 'attended') <> 'coach_no_show'
      WHEN 'cancelled' THEN b.cancelled_by = 'client' AND b.is_late_cancellation AND b.late_cancellation_percent > 0
                            AND b.late_fee_waived_at IS NULL
    END
  $$`;

/**
 * Nobody's statement says what becomes of a credit: it follows from the booking. A credit that came back is used again only while the
 * client has one left. A client moves no session beyond the end of its credit.
 */
const SETTLE = `
  CREATE FUNCTION bookings_settle_credit() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    p pack_purchases;
  BEGIN
    SELECT * INTO p FROM pack_purchases WHERE id = NEW.credit_purchase_id FOR NO KEY UPDATE;
    IF NEW.status IN ('pending', 'confirmed') THEN
      IF NEW.scheduled_at <> OLD.scheduled_at AND p.expires_at <= NEW.scheduled_at
         AND split_part(current_setting('app.actor', true), ' ', 2) = 'client' THEN
        RAISE EXCEPTION 'the credit expires before' USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_within_credit';
      END IF;
    ELSIF NOT bookings_credit_is_used(NEW) THEN
      NEW.payment_status := 'refunded';
    ELSIF OLD.payment_status <> 'refunded' OR p.credits_left > 0 THEN
      NEW.payment_status := 'paid';
    END IF;
    RETURN NEW;
  END $$`;

/** Reserved while the booking is active; then used, or back with the client. */
const NOTE = `
  CREATE FUNCTION bookings_note_credit() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    place text := 'platform';
    goes  text := CASE WHEN NEW.status IN ('pending', 'confirmed') THEN 'platform'
                       WHEN NEW.payment_status = 'paid' THEN 'coach:' || NEW.coach_id ELSE 'client:' || NEW.client_id END;
    kind  text := CASE WHEN NEW.status IN ('pending', 'confirmed') THEN 'reserved'
                       WHEN NEW.payment_status = 'paid' THEN 'used' ELSE 'released' END;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      place := 'client:' || NEW.client_id;
    ELSIF OLD.status NOT IN ('pending', 'confirmed') THEN
      place := CASE OLD.payment_status WHEN 'paid' THEN 'coach:' || OLD.coach_id ELSE 'client:' || OLD.client_id END;
    END IF;
    IF place <> goes THEN
      INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, booking_id, purchase_id)
      SELECT NEW.updated_at, 'credit:' || NEW.credit_purchase_id, 1, place, goes,
             kind || ':booking:' || NEW.id || CASE WHEN count(*) > 1 THEN ':' || count(*) ELSE '' END, NEW.id, NEW.credit_purchase_id
        FROM transfers WHERE booking_id = NEW.id AND unit = 'credit:' || NEW.credit_purchase_id;
    END IF;
    RETURN NULL;
  END $$`;

/**
 * Counts the credits of a purchase from the ledger, and moves what the coach has earned by then: the share of each credit that is used or
 * has expired, rounded down, less what was refunded, and with the last one all the rest.
 */
const COUNT = `
  CREATE FUNCTION transfers_count_credits() RETURNS trigger LANGUAGE plpgsql AS $$
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
      earned := least(earned, (p.credits_used + p.credits_expired) * (p.price_minor / p.sessions) - p.refunded_minor);
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

/** A payment makes credits, however late it comes: a purchase holds nobody's time. */
const GRANT = `
  CREATE FUNCTION checkouts_grant_credits() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    p pack_purchases;
  BEGIN
    UPDATE pack_purchases SET status = 'paid', paid_at = NEW.paid_at, expires_at = NEW.paid_at + valid_days * interval '1 day'
     WHERE id = NEW.purchase_id AND status IN ('open', 'expired') RETURNING * INTO p;
    IF FOUND THEN
      INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id, checkout_id)
      VALUES (NEW.paid_at, p.currency, p.price_minor, 'client:' || p.client_id, 'platform', 'sold:purchase:' || p.id, p.id, NEW.id),
             (NEW.paid_at, 'credit:' || p.id, p.sessions, 'platform', 'client:' || p.client_id, 'granted:purchase:' || p.id, p.id, NEW.id);
    END IF;
    RETURN NULL;
  END $$`;

const FUNCTIONS = [
  ...['bookings_by_credit', 'bookings_settle_credit', 'bookings_credit_is_used(bookings)', 'bookings_note_credit'],
  ...['transfers_count_credits', 'checkouts_grant_credits'],
];

const IS_BY_CREDIT = 'FOR EACH ROW WHEN (NEW.credit_purchase_id IS NOT NULL) EXECUTE FUNCTION';
const CHANGES = 'UPDATE OF status, scheduled_at, attendance, late_fee_waived_at ON bookings';

/** By its name it runs before the trigger that copies a price, which leaves alone what a credit pays for. */
const TRIGGERS = {
  bookings_by_credit: `BEFORE INSERT ON bookings FOR EACH ROW WHEN (NEW.kind = 'booking' AND NEW.session_type_id IS NOT NULL
    AND NEW.status IN ('pending', 'confirmed')) EXECUTE FUNCTION bookings_by_credit()`,
  bookings_settle_credit: `BEFORE ${CHANGES} ${IS_BY_CREDIT} bookings_settle_credit()`,
  bookings_note_credit: `AFTER INSERT ON bookings ${IS_BY_CREDIT} bookings_note_credit()`,
  bookings_note_credit_change: `AFTER ${CHANGES} ${IS_BY_CREDIT} bookings_note_credit()`,
  transfers_count_credits: `AFTER INSERT ON transfers FOR EACH ROW WHEN (NEW.unit LIKE 'credit:%') EXECUTE FUNCTION transfers_count_credits()`,
  checkouts_grant_credits: `AFTER INSERT OR UPDATE OF status ON checkouts
    FOR EACH ROW WHEN (NEW.status = 'paid' AND NEW.purchase_id IS NOT NULL) EXECUTE FUNCTION checkouts_grant_credits()`,
} as const;

/** Which credit pays for a booking, and what becomes of it: triggers, so that no writer can forget it. */
export class CountCredits1735689600055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of [USE, IS_USED, SETTLE, NOTE, COUNT, GRANT]) await runner.query(text);
    for (const [name, rest] of Object.entries(TRIGGERS)) await runner.query(['CREATE TRIGGER', name, rest].join(' '));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, rest] of Object.entries(TRIGGERS)) {
      const [, table = ''] = / ON (\w+)/.exec(rest) ?? [];
      await runner.query(['DROP TRIGGER', name, 'ON', table].join(' '));
    }
    for (const name of FUNCTIONS) await runner.query(['DROP FUNCTION', name].join(' '));
  }
}
