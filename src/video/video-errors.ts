import { DomainError } from '../domain-error.js';

export class NoVideoError extends DomainError {
  readonly code = 'no-video';
  readonly kind = 'conflict';

  constructor() {
    super('This booking is no confirmed video session with a time, so it has no room.');
  }
}

/** The sentence names the moment in the reader's zone. */
export class VideoNotOpenError extends DomainError {
  readonly code = 'video-not-open';
  readonly kind = 'conflict';

  constructor(when: 'early' | 'over', moment: string) {
    super(
      when === 'early'
        ? `The room of this session opens at ${moment}; please come back then.`
        : `The room of this session closed at ${moment}.`,
    );
  }
}
