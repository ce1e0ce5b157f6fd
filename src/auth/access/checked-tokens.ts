/** The claims of a token whose signature, issuer, audience and form are right. */
export interface CheckedToken {
  readonly userId: number;
  readonly sessionId: string;
  /** In seconds since 1970, as in the token. */
  readonly expiresAt: number;
}

/**
 * Remembers tokens that passed the checks, by their whole text, until they expire. Most tokens come many times, and checking
 * one takes a sixth of GET /auth/me. Keeps at most `most` tokens and forgets the oldest first.
 */
export class CheckedTokens {
  private readonly tokens = new Map<string, CheckedToken>();

  constructor(private readonly most = 10_000) {}

  /** `now` in milliseconds. */
  get(text: string, now: number): CheckedToken | undefined {
    const token = this.tokens.get(text);
    return token && now < token.expiresAt * 1000 ? token : undefined;
  }

  add(text: string, token: CheckedToken): void {
    const [oldest] = this.tokens.keys();
    if (oldest !== undefined && this.tokens.size >= this.most) this.tokens.delete(oldest);
    this.tokens.set(text, token);
  }
}
