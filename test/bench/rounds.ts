/** The figures of one sample of a contender, or of all its samples together. NaN: does not apply. */
export interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU of the server alone, in microseconds per request. */
  readonly cpuMicros: number;
  /** The server's peak of memory, in megabytes. */
  readonly peakMegabytes: number;
  readonly longestStallMs: number;
}

/** One of the compared programs. */
export interface Contender {
  readonly name: string;
  readonly sample: () => Promise<Figures>;
}

/** A contender's figures over all samples: medians, but the maximum of memory and stalls. */
export interface Standing extends Figures {
  readonly name: string;
}

/** One standing for each contender, in their order. */
type Standings<Contenders> = { readonly [Index in keyof Contenders]: Standing };

/**
 * Measures the contenders side by side. Each round runs them forth and back (A B B A), so that other load on the machine
 * and growing tables affect all alike. The first sample of each warms up and does not count.
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
