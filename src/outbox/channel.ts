/** A delivery as a channel gets it. */
export interface Delivery {
  readonly id: number;
  readonly channel: string;
  readonly message: string;
  readonly key: string;
  readonly recipientId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Which try this is, from 1. */
  readonly attempts: number;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

/** A way to reach people or other systems. */
export interface Channel {
  readonly name: string;
  /** Deliveries that one process makes at once. */
  readonly atOnce: number;
  /**
   * Delivers at least once: after a crash the same delivery comes again. Returns null, or a sentence why nothing had to be sent.
   * Throws DeliveryRefusedError when no further try can help, DeliveryTooEarlyError to be asked again then, and any other error
   * to be tried again.
   */
  deliver(delivery: Delivery, now: Date): Promise<string | null>;
}

/** The receiver refused for good. The message is kept and shown to admins: no addresses, no content. */
export class DeliveryRefusedError extends Error {}

/** It is too early; `until` says when it is time. */
export class DeliveryTooEarlyError extends Error {
  constructor(readonly until: Date) {
    super('It is too early.');
  }
}
