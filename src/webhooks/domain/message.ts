/** An event, as far as endpoints are told of it. `data` holds ids, times and statuses. */
export interface ToldEvent {
  readonly type: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly sequence: number;
  readonly actor: { readonly id: number | null; readonly role: string };
  /** An instant as the wire writes it. */
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Stands for all types of events. */
export const ALL_TYPES = '*';

/** As an endpoint is chosen by. */
export interface Subscription {
  /** Null: an endpoint of the platform. */
  readonly coachId: number | null;
  readonly types: readonly string[];
}

/** Accounts concern the platform alone. */
const OF_COACHES: readonly string[] = [
  'booking',
  'group_session',
  'series',
  'waitlist_entry',
  'review',
  'payment',
  'webhook',
];

/** Whether an endpoint is told of an event: a coach's only of what happens in their own calendar. */
export function isTold({ coachId, types }: Subscription, { type, subjectKind, data }: ToldEvent): boolean {
  if (!types.includes(ALL_TYPES) && !types.includes(type)) return false;
  return coachId === null || (OF_COACHES.includes(subjectKind) && data['coach_id'] === coachId);
}

/**
 * The body of a message (Standard Webhooks 1.0.0). It is thin: ids, times and statuses, so that receivers ask the API for more,
 * as somebody who may read it. `sequence` tells which of two messages about one subject is newer: they may come in any order.
 */
export function bodyOf({ type, at, subjectKind, subjectId, sequence, actor, data }: ToldEvent): string {
  const subject = { kind: subjectKind, id: subjectId };
  return JSON.stringify({ type, timestamp: at, data: { subject, sequence, actor, ...data } });
}

export const TEST_TYPE = 'webhook.test';

/** The body of a message that its owner asks for, to see whether the endpoint works. */
export const testBodyOf = (webhookId: number, at: Date): string =>
  JSON.stringify({ type: TEST_TYPE, timestamp: at.toISOString(), data: { webhook_id: webhookId } });
