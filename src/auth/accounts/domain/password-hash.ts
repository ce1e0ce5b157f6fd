/** What a hash costs whoever guesses: KiB of memory, and passes over it. */
export interface HashCost {
  readonly memoryCost: number;
  readonly timeCost: number;
}

const ARGON2ID = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$[\w+/]+\$[\w+/]+$/;

/** Whether `stored` is an argon2id hash as PHC strings are written; an account without a password has something else. */
export function isReadable(stored: string): boolean {
  return ARGON2ID.test(stored);
}

/** Whether `stored` cost less than `wanted`, in memory or in passes. */
export function isWeaker(stored: string, wanted: HashCost): boolean {
  const [, memoryCost = 0, timeCost = 0] = ARGON2ID.exec(stored)?.map(Number) ?? [];
  return memoryCost < wanted.memoryCost || timeCost < wanted.timeCost;
}
