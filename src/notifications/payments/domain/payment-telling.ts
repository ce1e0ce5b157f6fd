export const PAYMENT_MESSAGES = ['payment.received', 'payment.returned', 'payment.refunded'] as const;
/** What people are told of payments by card. */
export type PaymentMessage = (typeof PAYMENT_MESSAGES)[number];

export const isPaymentMessage = (name: string): name is PaymentMessage =>
  PAYMENT_MESSAGES.some((known) => known === name);

/** An event of a payment by card. */
export interface PaymentEvent {
  readonly id: number;
  readonly type: string;
  readonly data: { readonly coach_id: number; readonly client_id: number; readonly purchase_id: number | null };
}

/** What one person is told. */
export interface PaymentTelling {
  readonly userId: number;
  readonly message: PaymentMessage;
  readonly eventId: number;
  /** In the application, too. */
  readonly byApp: boolean;
}

/** Of what is paid its coach hears, and by mail the client who paid it; of what goes back the client. */
export function paymentTellingsOf({ id: eventId, type, data }: PaymentEvent): PaymentTelling[] {
  if (!isPaymentMessage(type)) return [];
  const told = { message: type, eventId };
  const isOwn = type === 'payment.received';
  const client = { ...told, userId: data.client_id, byApp: !isOwn };
  return isOwn ? [client, { ...told, userId: data.coach_id, byApp: true }] : [client];
}

const HOUR_MS = 3_600_000;

/** A session of a series is booked long before it must be paid: its client is reminded a day before that. */
export const paymentReminderAt = (payUntil: Date): Date => new Date(payUntil.getTime() - 24 * HOUR_MS);

/** Clients are reminded of credits a week before they expire; null when they were just bought then. */
export function expiryReminderAt(boughtAt: Date, expiresAt: Date): Date | null {
  const at = new Date(expiresAt.getTime() - 7 * 24 * HOUR_MS);
  return at > boughtAt ? at : null;
}
