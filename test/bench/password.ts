/** The password of everyone in the bench's database. */
export const PASSWORD = 'a long password of the bench';

/** The product's parameters for hashing. */
export const PASSWORD_HASH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
