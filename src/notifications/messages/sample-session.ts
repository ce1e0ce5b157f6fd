import type { SessionFacts } from './facts.js';

/** A confirmed session in the coach's zone of Berlin; samples change what matters to them. */
export const SESSION: SessionFacts = {
  id: 42,
  coach: 'Carla Weiß',
  client: 'Jörg O’Neill',
  sessionType: 'Technique check',
  slotNumber: null,
  seriesId: null,
  startsAt: new Date('2026-12-07T08:00:00Z'),
  endsAt: new Date('2026-12-07T09:00:00Z'),
  previousStartsAt: null,
  status: 'confirmed',
  previousStatus: 'pending',
  actorRole: 'coach',
  coachZone: 'Europe/Berlin',
  videoUrl: null,
  payUntil: null,
  isUnpaid: false,
  url: 'https://app.example.com/bookings/42',
};

/** A booking of a slot without a time. */
export const SLOT: SessionFacts = { ...SESSION, sessionType: null, slotNumber: 5, startsAt: null, endsAt: null };
