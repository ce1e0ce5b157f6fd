import type { Plot } from './plot.js';
import type { Standing } from './rounds.js';

/** A target of a check. A figure that reaches the aim is right; one between aim and floor is accepted. */
interface Target {
  readonly what: string;
  readonly aim: number;
  /** Absent: only the aim counts. */
  readonly floor?: number;
  /** `less` for costs. */
  readonly better: 'more' | 'less';
  readonly unit?: string;
}

type Verdict = 'aim' | 'floor' | 'MISSED';

/** A target and the measured figure. */
export interface Line extends Target {
  readonly measured: number;
  readonly verdict: Verdict;
}

/** The result of a check: the figures of the contenders, and the judged lines. */
export interface Finding {
  readonly title: string;
  readonly standings: readonly Standing[];
  readonly lines: readonly Line[];
  /** A table of other figures; its first row is the head. */
  readonly table?: readonly (readonly string[])[];
  readonly plot?: Plot;
  /** Remarks, in sentences. */
  readonly notes?: readonly string[];
}

export function judge(target: Target, measured: number): Line {
  const holds = (limit: number) => (target.better === 'more' ? measured >= limit : measured <= limit);
  const passes = target.floor !== undefined && holds(target.floor);
  return { ...target, measured, verdict: holds(target.aim) ? 'aim' : passes ? 'floor' : 'MISSED' };
}
