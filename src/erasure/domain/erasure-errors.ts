import { DomainError } from '../../domain-error.js';
import type { AtStake } from './erasure-rules.js';

export class SessionsAheadError extends DomainError {
  readonly code = 'sessions-ahead';
  readonly kind = 'conflict';

  constructor(atStake: AtStake) {
    super(endsOf(atStake));
  }
}

export class CreditsLeftError extends DomainError {
  readonly code = 'credits-left';
  readonly kind = 'conflict';

  constructor(atStake: AtStake) {
    super(endsOf(atStake));
  }
}

/** All that ends, whatever it is called by: who confirms confirms all of it. */
function endsOf({ sessions, credits, creditsOfClients }: AtStake): string {
  const ends = [
    sessions > 0 && `You have ${counted(sessions, 'session')} ahead, which would be cancelled.`,
    credits > 0 && `You have ${counted(credits, 'credit')} left, which would be lost.`,
    creditsOfClients > 0 && `Clients have ${counted(creditsOfClients, 'credit')} of you left, which would be refunded.`,
  ].filter((end) => end !== false);
  return `${ends.join(' ')} Send "confirm": true to delete your account anyway.`;
}

const counted = (count: number, what: string) => (count === 1 ? `a ${what}` : `${count} ${what}s`);

/** The list outside the database comes first: without it a restore would bring the person back. */
export class ErasuresListError extends DomainError {
  readonly code = 'unavailable';
  readonly kind = 'unavailable';

  constructor() {
    super('Accounts cannot be deleted at the moment. Nothing was changed; please try again later.');
  }
}
