/** Of everyone in the database of the bench. */
export const PASSWORD = 'a long password of the bench';

/** What the product hashes it with. */
export const PASSWORD_HASH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
