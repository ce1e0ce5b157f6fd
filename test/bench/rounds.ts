/** What one sample of a contender showed, or all its samples together. NaN: does not apply. */
export interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the server alone, in microseconds a request. */
  readonly cpuMicros: number;
  /** The most memory that the server ever held, in megabytes. */
  readonly peakMegabytes: number;
  readonly longestStallMs: number;
}

/** One of those that are compared. */
export interface Contender {
  readonly name: string;
  readonly sample: () => Promise<Figures>;
}

/** A contender and what it showed over all samples: medians, and the worst of memory and stalls. */
export interface Standing extends Figures {
  readonly name: string;
}

/** One for each contender, in their order. */
type Standings<Contenders> = { readonly [Index in keyof Contenders]: Standing };

/**
 * Measures the contenders side by side: each round goes through them forth and back (A B B A), so that whatever else the
 * machine does, and whatever grows, meets all of them alike. The first sample of each warms up and does not count.
 */
export async function compare<const Contenders extends readonly Contender[]>(
  contenders: Contenders,
  rounds: number,
): Promise<Standings<Contenders>> {
  const samples = contenders.map((): Figures[] => []);
  for (const { sample } of contenders) await sample();
  for (let round = 0; round < rounds; round++) {
    const forth = [...contenders.keys()];
    for (const index of [...forth, ...forth.reverse()]) {
      const sample = await contenders[index]!.sample();
      samples[index]!.push(sample);
    }
  }
  return contenders.map(({ name }, index) => ({ name, ...summary(samples[index]!) })) as Standings<Contenders>;
}

function summary(samples: readonly Figures[]): Figures {
  const all = (figure: keyof Figures) => samples.map((sample) => sample[figure]);
  return {
    perSecond: median(all('perSecond')),
    p50: median(all('p50')),
    p99: median(all('p99')),
    cpuMicros: median(all('cpuMicros')),
    peakMegabytes: Math.max(...all('peakMegabytes')),
    longestStallMs: Math.max(...all('longestStallMs')),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
