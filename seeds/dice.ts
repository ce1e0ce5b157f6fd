/** Pseudo-random numbers, equal on every run. Each name has its own sequence, so a change for one person affects no other. */
export class Dice {
  private state = 2_166_136_261;

  constructor(name: string) {
    for (const character of name) this.state = Math.imul(this.state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  }

  /** A number in [0, 1), by mulberry32. */
  fraction(): number {
    this.state = (this.state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + this.fraction() * (high - low);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.fraction() * items.length)] as Item;
  }
}
