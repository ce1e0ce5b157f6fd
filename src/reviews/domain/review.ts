/** `removed`: by an admin. `deleted`: by its writer; only the row is left, so that nobody writes another one. */
export const REVIEW_STATUSES = ['published', 'removed', 'deleted'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** What admins decide between, and what is shown to anybody. */
export const KEPT_STATUSES = ['published', 'removed'] as const;
export type KeptStatus = (typeof KEPT_STATUSES)[number];

/** What becomes of a review when the account of its writer is deleted. */
export const ON_ACCOUNT_DELETION = ['anonymise', 'remove'] as const;
export type OnAccountDeletion = (typeof ON_ACCOUNT_DELETION)[number];

/** For so many days after writing it the writer may change or delete a review. */
export const EDIT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Until when the writer may change or delete a review. */
export const editableUntil = (createdAt: Date) => new Date(createdAt.getTime() + EDIT_DAYS * DAY_MS);
