import type { Plot } from './plot.js';
import type { Standing } from './rounds.js';

/** What a line is judged by. A figure at its aim is right; one between aim and floor will do. */
interface Target {
  readonly what: string;
  readonly aim: number;
  /** Absent: only the aim counts. */
  readonly floor?: number;
  /** Whether more is better; costs are better when lower. */
  readonly better: 'more' | 'less';
  readonly unit?: string;
}

type Verdict = 'aim' | 'floor' | 'MISSED';

/** A target and what was measured. */
export interface Line extends Target {
  readonly measured: number;
  readonly verdict: Verdict;
}

/** What a check found: the contenders' figures, and the lines that they are judged by. */
export interface Finding {
  readonly title: string;
  readonly standings: readonly Standing[];
  readonly lines: readonly Line[];
  /** What does not fit into the table of standings; the first row is the head. */
  readonly table?: readonly (readonly string[])[];
  readonly plot?: Plot;
  /** What else is worth knowing, in sentences. */
  readonly notes?: readonly string[];
}

export function judge(target: Target, measured: number): Line {
  const holds = (limit: number) => (target.better === 'more' ? measured >= limit : measured <= limit);
  const passes = target.floor !== undefined && holds(target.floor);
  return { ...target, measured, verdict: holds(target.aim) ? 'aim' : passes ? 'floor' : 'MISSED' };
}
