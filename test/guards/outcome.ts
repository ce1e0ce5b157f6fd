import { readFile, rm } from 'node:fs/promises';

/** The result of jest's run without one guard. */
export interface Outcome {
  readonly failed: number;
  /** Tests failed, and not all for the same reason: then the application did start. */
  readonly noticed: boolean;
  /** The first test that failed, or why there is no result. */
  readonly told: string;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Reads jest's report and removes the file, so that the next run cannot read it again. */
export async function outcomeOf(file: string): Promise<Outcome> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { failed: 1, noticed: false, told: 'jest did not get as far as running a test' };
  const report = JSON.parse(text) as Report;
  await rm(file);
  const { numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: broken } = report;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults).filter(hasRun);
  const reasons = new Set(tests.map(({ failureMessages }) => failureMessages.join()));
  const first = tests.find(({ status }) => status === 'failed')?.fullName;
  const message = report.testResults.map((result) => result.message).join(' ');
  const more = failed > 1 ? ` (and ${failed - 1} more)` : '';
  return {
    failed: failed + broken,
    noticed: failed > 0 && reasons.size > 1 && broken === 0,
    told: first === undefined ? `${passed} passed ${message.slice(0, 300)}` : shortened(first) + more,
  };
}

const hasRun = ({ status }: { readonly status: string }) => status === 'passed' || status === 'failed';

/** Names of tests may contain whole rows. */
const shortened = (name: string) => (name.length > 120 ? `${name.slice(0, 120)}…` : name);
