/** The cost of one guess for an attacker: memory in KiB, and passes over it. */
export interface HashCost {
  readonly memoryCost: number;
  readonly timeCost: number;
}

const ARGON2ID = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$[\w+/]+\$[\w+/]+$/;

/** Whether `stored` is an argon2id hash in PHC format. An account without a password has another text there. */
export function isReadable(stored: string): boolean {
  return ARGON2ID.test(stored);
}

/** Whether `stored` cost less memory or fewer passes than `wanted`. */
export function isWeaker(stored: string, wanted: HashCost): boolean {
  const [, memoryCost = 0, timeCost = 0] = ARGON2ID.exec(stored)?.map(Number) ?? [];
  return memoryCost < wanted.memoryCost || timeCost < wanted.timeCost;
}
