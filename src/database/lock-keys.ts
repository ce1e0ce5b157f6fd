/**
 * Advisory locks of the whole database, side by side, so that no two uses meet on one key. Any numbers will do, as long as
 * every process takes the same and they differ. (Those of a single row are 64-bit hashes or pairs of numbers.)
 */
export const LOCK_KEYS = {
  /** Held, shared, by each process that uses the embedded server. */
  lease: 7_305_821,
  /** Held while migrations run. */
  migrations: 7_305_822,
  /** Held by an admin who changes or deletes a user, so that these take turns. */
  administration: 7_305_823,
  /** Held while the demo world is made. */
  demoWorld: 7_305_824,
} as const;
