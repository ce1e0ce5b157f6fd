/**
 * The keys of all advisory locks that concern the whole database, listed together so that no two are equal. The numbers are
 * arbitrary, but every process must use the same. (Locks of a single row use 64-bit hashes or pairs of numbers.)
 */
export const LOCK_KEYS = {
  /** Held, shared, by each process that uses the embedded server. */
  lease: 7_305_821,
  /** Held while migrations run. */
  migrations: 7_305_822,
  /** Held while an admin changes or deletes a user: such changes run one at a time. */
  administration: 7_305_823,
  /** Held while the demo world is seeded. */
  demoWorld: 7_305_824,
  /** Held while an endpoint for webhooks is made. */
  webhooks: 7_305_826,
  /** Held, with the id of a user, while notifications of that user are written. */
  notifications: 7_305_825,
} as const;
