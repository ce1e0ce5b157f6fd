import { readFile, rm } from 'node:fs/promises';

/** What jest says after one guard is gone. */
export interface Outcome {
  readonly failed: number;
  /** Some tests failed and others did not: a guard was missed, and not the whole application. */
  readonly noticed: boolean;
  /** The first test that failed, or why nothing can be said. */
  readonly told: string;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Reads a report of jest, and removes it so that it is not taken for the next one. */
export async function outcomeOf(file: string): Promise<Outcome> {
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  await rm(file);
  const { numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: broken } = report;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const first = tests.find(({ status }) => status === 'failed')?.fullName;
  const message = report.testResults.map((result) => result.message).join(' ');
  const more = failed > 1 ? ` (and ${failed - 1} more)` : '';
  return {
    failed: failed + broken,
    noticed: failed > 0 && passed > 0 && broken === 0,
    told: first === undefined ? `${passed} passed ${message.slice(0, 300)}` : first + more,
  };
}
