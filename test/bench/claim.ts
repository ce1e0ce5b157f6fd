const HOUR = 3_600_000;

/** A booking as the bare server is asked for it. */
export interface Claim {
  readonly client_id: number;
  readonly coach_id: number;
  readonly slot_number: number;
  readonly scheduled_at: string;
}

/** The parameters of the product's INSERT. */
export function valuesOf({ client_id, coach_id, slot_number, scheduled_at }: Claim): unknown[] {
  const start = new Date(scheduled_at);
  return [coach_id, client_id, slot_number, start, new Date(start.getTime() + HOUR), null];
}
