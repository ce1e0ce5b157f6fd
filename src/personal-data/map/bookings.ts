import type { HeldTables } from './held-table.js';

const SHARED = 'the other party keeps their calendar and its history';
const LEDGER = 'money was paid; the books keep what it was paid for';
const OF_BOOKINGS = (party: string) => `booking_id IN (SELECT b.id FROM bookings b WHERE b.${party} = $1)`;

/** Bookings, and what belongs to them. */
export const BOOKINGS: HeldTables = {
  bookings: {
    holds: 'Who booked whom, for when, and what became of it; holds and offers while they last.',
    why: 'The contract between a client and a coach.',
    kept: 'While client or coach have an account, and then without a name.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'bookings' },
        explained: 'your bookings, each with one of your coaches',
      },
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/bookings' },
        explained: 'bookings in your calendar as a coach, each with a client',
        without: ['notes', 'attendance_contest_reason'],
        shows: { cancel_reason: `CASE WHEN cancelled_by = 'coach' THEN cancel_reason END` },
      },
    ],
    deletion: {
      ...{ slot_number: SHARED, scheduled_at: SHARED, ends_at: SHARED, status: SHARED, session_type_name: SHARED },
      ...{ created_at: SHARED, updated_at: SHARED, kind: SHARED, cancelled_by: SHARED },
      ...{ is_late_cancellation: SHARED, late_fee_waived_at: SHARED, series_at: SHARED },
      ...{ late_cancellation_percent: SHARED, no_show_percent: SHARED },
      ...{ attendance: SHARED, attendance_at: SHARED, attendance_by: SHARED },
      ...{ attendance_contested_at: SHARED, attendance_decided_at: SHARED },
      ...{ price_minor: LEDGER, currency: LEDGER, payment_status: LEDGER, payment_method: LEDGER },
      ...{ payment_minor: LEDGER, refunded_minor: LEDGER },
    },
    order: 'created_at, id',
    columns: {
      ...{
        id: 'key',
        coach_id: 'person',
        client_id: 'person',
        slot_number: 'data',
        scheduled_at: 'data',
        ends_at: 'data',
      },
      ...{ status: 'data', notes: 'health', created_at: 'data', updated_at: 'data', kind: 'data' },
      ...{ session_type_id: 'key', session_type_name: 'data', buffer_before: 'none', buffer_after: 'none' },
      ...{ hold_id: 'none', held_until: 'none', cancelled_by: 'data', cancel_reason: 'health' },
      ...{ is_late_cancellation: 'data', sequence: 'none', move_notice_minutes: 'none', cancel_notice_minutes: 'none' },
      ...{ late_cancellation_percent: 'data', no_show_percent: 'data', late_fee_waived_at: 'data' },
      ...{ price_minor: 'data', currency: 'data', payment_status: 'data', payment_method: 'data' },
      ...{ payment_minor: 'data', refunded_minor: 'data', pay_until: 'none', credit_purchase_id: 'key' },
      ...{ attendance: 'data', attendance_at: 'data', attendance_by: 'data', attendance_contested_at: 'data' },
      ...{ attendance_contest_reason: 'health', attendance_decided_at: 'data' },
      ...{ group_session_id: 'key', series_id: 'key', series_at: 'data', waitlist_entry_id: 'key' },
    },
  },
  booking_history: {
    holds: 'Each change of a booking: who changed its status or its time, and when.',
    why: 'So that both parties can see who changed what.',
    kept: 'As long as the booking.',
    whose: [
      {
        ...{ who: 'the client', rows: OF_BOOKINGS('client_id'), file: 'booking-history' },
        explained: 'each change of your bookings, and by whom: people appear by their role',
      },
      {
        ...{ who: 'the coach', rows: OF_BOOKINGS('coach_id'), file: 'coaching/booking-history' },
        explained: 'each change of the bookings in your calendar as a coach',
        shows: { reason: `CASE WHEN actor_id = $1 THEN reason END` },
      },
    ],
    deletion: {
      ...{ at: SHARED, actor_role: SHARED, from_status: SHARED, to_status: SHARED, from_time: SHARED, to_time: SHARED },
    },
    order: 'booking_id, id',
    columns: {
      ...{ id: 'none', booking_id: 'key', at: 'data', actor_id: 'person', actor_role: 'data', from_status: 'data' },
      ...{ to_status: 'data', from_time: 'data', to_time: 'data', reason: 'health' },
    },
  },
  series: {
    holds: 'Bookings that repeat: on which weekdays, at what time, how often.',
    why: 'So that a client books the same time again and again.',
    kept: 'As long as its bookings.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'series' },
        explained: 'bookings of yours that repeat',
      },
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/series' },
        explained: 'bookings in your calendar as a coach that repeat',
      },
    ],
    deletion: {
      ...{
        session_type_name: SHARED,
        time_zone: SHARED,
        starts_on: SHARED,
        minute_of_day: SHARED,
        every_weeks: SHARED,
      },
      ...{ weekdays: SHARED, occurrences: SHARED, until: SHARED, created_at: SHARED, updated_at: SHARED },
    },
    order: 'id',
    columns: {
      ...{ id: 'key', coach_id: 'person', client_id: 'person', session_type_id: 'key', session_type_name: 'data' },
      ...{ time_zone: 'data', starts_on: 'data', minute_of_day: 'data', every_weeks: 'data', weekdays: 'data' },
      ...{ occurrences: 'data', until: 'data', created_at: 'data', updated_at: 'data' },
    },
  },
  group_sessions: {
    holds: 'Sessions of a coach for several clients.',
    why: 'So that clients can book a seat.',
    kept: 'While the coach has an account, and then without a name.',
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/group-sessions' },
        explained: 'sessions that you planned for several clients',
      },
    ],
    deletion: {
      ...{ session_type_name: SHARED, starts_at: SHARED, ends_at: SHARED, capacity: SHARED, seats_taken: SHARED },
      ...{ cancelled_at: SHARED, created_at: SHARED, updated_at: SHARED },
    },
    order: 'starts_at, id',
    columns: {
      ...{ id: 'key', coach_id: 'person', session_type_id: 'key', session_type_name: 'data', starts_at: 'data' },
      ...{ ends_at: 'data', capacity: 'data', seats_taken: 'data', sequence: 'none', cancelled_at: 'data' },
      ...{ created_at: 'data', updated_at: 'data' },
    },
  },
  waitlist_entries: {
    holds: 'Who waits for a slot, a time or a seat.',
    why: 'So that what becomes free is offered to those who wait.',
    kept: 'While client or coach have an account, and then without a name.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'waitlist' },
        explained: 'what you waited for, and what became of it',
      },
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/waitlist' },
        explained: 'what clients waited for in your calendar as a coach',
        without: ['skipped_for'],
      },
    ],
    deletion: {
      ...{ kind: SHARED, status: SHARED, from_date: SHARED, to_date: SHARED, weekdays: SHARED, earliest: SHARED },
      ...{ latest: SHARED, expires_at: SHARED, skipped_for: SHARED, created_at: SHARED, updated_at: SHARED },
    },
    order: 'created_at, id',
    columns: {
      ...{ id: 'key', client_id: 'person', coach_id: 'person', kind: 'data', status: 'data', group_session_id: 'key' },
      ...{ session_type_id: 'key', from_date: 'data', to_date: 'data', weekdays: 'data', earliest: 'data' },
      ...{ latest: 'data', expires_at: 'data', skipped_for: 'data', looked_at: 'none', created_at: 'data' },
      updated_at: 'data',
    },
  },
  video_rooms: {
    holds: 'Names of the rooms of video sessions, made at random.',
    why: 'So that both parties meet in one room.',
    kept: 'As long as the booking.',
    whose: [],
    deletion: { room: 'random; who is not a party of the booking cannot enter it' },
    columns: { room: 'secret', booking_id: 'none', group_session_id: 'none', created_at: 'none' },
  },
};
