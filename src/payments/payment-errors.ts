import { DomainError } from '../domain-error.js';

export class NothingToPayError extends DomainError {
  readonly code = 'nothing-to-pay';
  readonly kind = 'conflict';

  constructor(why: 'other method' | 'paid' | 'ended' = 'other method') {
    super(
      {
        'other method': 'Nothing is to be paid by card for this booking.',
        paid: 'This booking is paid already.',
        ended: 'The time to pay for this booking is over. Please book again.',
      }[why],
    );
  }
}

export class NotPaidInPersonError extends DomainError {
  readonly code = 'not-paid-in-person';
  readonly kind = 'conflict';

  constructor() {
    super('This booking is not one that is paid at the session.');
  }
}

export class PriceNeededError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'price';

  constructor() {
    super('price must be given, or payment must be free.');
  }
}

/** The provider did not give us a page. The same request later gets one. */
export class CheckoutUnavailableError extends DomainError {
  readonly code = 'checkout-unavailable';
  readonly kind = 'unavailable';
  override readonly retryAfter = 10;

  constructor() {
    super('The payment provider does not answer right now; please try again in a moment.');
  }
}

/** Also one of somebody else, or a page on which nobody paid. */
export class PaymentNotFoundError extends DomainError {
  readonly code = 'payment-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Payment not found');
  }
}

export class RefundNotFoundError extends DomainError {
  readonly code = 'refund-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Refund not found');
  }
}

export class RefundNotFailedError extends DomainError {
  readonly code = 'refund-not-failed';
  readonly kind = 'conflict';

  constructor() {
    super('Only a refund that failed is tried again.');
  }
}
