export const ACCOUNT_MESSAGES = ['account.export-ready'] as const;
/** What happens to an account that its owner is told of in the application. */
export type AccountMessage = (typeof ACCOUNT_MESSAGES)[number];

/** An event of an account, as far as it decides who is told. */
export interface AccountEvent {
  readonly id: number;
  readonly type: string;
  readonly subjectId: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the owner of an account is told. */
export interface AccountTelling {
  readonly userId: number;
  readonly message: AccountMessage;
  readonly eventId: number;
  /** Of the file. */
  readonly expiresAt: string;
}

/** Whom a deed is told to: the owner of each account whose data is ready. */
export const accountTellingsOf = (deed: readonly AccountEvent[]): AccountTelling[] =>
  deed
    .filter(({ type }) => type === 'account.export_ready')
    .map(({ id, subjectId, data }) => ({
      ...{ userId: subjectId, message: 'account.export-ready', eventId: id, expiresAt: String(data['expires_at']) },
    }));
