import { FIRST_TRYOUT_ID } from '../src/openapi/examples/tryout-ids.js';
import type { Role } from '../src/users/role.js';

export interface Scenario {
  readonly email: string;
  readonly full_name: string;
  readonly role: Role;
  /** A phrase for people: the situation that this account is in. */
  readonly shows: string;
  readonly id?: number;
  readonly time_zone?: string;
  readonly total_slots?: number;
  readonly is_active?: boolean;
  readonly is_verified?: boolean;
  readonly strengths?: string;
  readonly specialties?: string;
}

/** Accounts for testers, each with the password of the demo world. */
export const SCENARIOS = {
  coachInBerlin: {
    email: 'scenario-coach-a@vibe.com',
    full_name: 'Scenario Coach A',
    role: 'coach',
    shows: 'a coach with hours in Europe/Berlin and two session types',
    time_zone: 'Europe/Berlin',
    strengths: 'Strength Training',
    specialties: 'Times to book: hours in Berlin',
  },
  coachInNewYork: {
    email: 'scenario-coach-b@vibe.com',
    full_name: 'Scenario Coach B',
    role: 'coach',
    shows: 'a coach with hours in America/New_York, a closed day, a day with other hours, and time off',
    time_zone: 'America/New_York',
    strengths: 'Mobility',
    specialties: 'Times to book: hours in New York, with days off',
  },
  coachWithSlots: {
    email: 'scenario-coach-c@vibe.com',
    full_name: 'Scenario Coach C',
    role: 'coach',
    shows: 'a coach without hours: slots only',
    strengths: 'Conditioning',
    specialties: 'Slots only',
  },
  fullCoach: {
    email: 'scenario-coach-full@vibe.com',
    full_name: 'Scenario Coach Full',
    role: 'coach',
    shows: 'a coach whose two slots are taken, with a client on the waitlist',
    total_slots: 2,
    strengths: 'Endurance',
    specialties: 'Fully booked',
  },
  unverifiedCoach: {
    email: 'scenario-coach-unverified@vibe.com',
    full_name: 'Scenario Coach Unverified',
    role: 'coach',
    shows: 'a coach whom no admin has verified: hidden from clients with COACH_SIGNUP=approval',
    is_verified: false,
    strengths: 'Yoga',
    specialties: 'Waits for an admin',
  },
  client: {
    email: 'scenario-client-1@vibe.com',
    full_name: 'Scenario Client 1',
    role: 'client',
    shows: 'a client in America/New_York without bookings',
    time_zone: 'America/New_York',
  },
  waitingClient: {
    email: 'scenario-client-waiting@vibe.com',
    full_name: 'Scenario Client Waiting',
    role: 'client',
    shows: 'a client on the waitlist of the full coach',
  },
  weeklyClient: {
    email: 'scenario-client-series@vibe.com',
    full_name: 'Scenario Client Series',
    role: 'client',
    shows: 'a client with a weekly series of four sessions, and a slot of the full coach',
    time_zone: 'Europe/Berlin',
  },
  formerClient: {
    email: 'scenario-client-history@vibe.com',
    full_name: 'Scenario Client History',
    role: 'client',
    shows:
      'a client with a completed session to review, one cancelled too late, a no-show, and a slot of the full coach',
  },
  inactiveUser: {
    email: 'scenario-inactive@vibe.com',
    full_name: 'Scenario Inactive',
    role: 'client',
    shows: 'a deactivated client: the login answers 401 account-deactivated',
    is_active: false,
  },
  throwaway: {
    id: FIRST_TRYOUT_ID,
    email: 'scenario-throwaway@vibe.com',
    full_name: 'Scenario Throwaway',
    role: 'client',
    shows: 'an account to edit and delete: the examples of the documentation name it',
  },
} as const satisfies Record<string, Scenario>;
