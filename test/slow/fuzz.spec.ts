import { type FuzzFindings, newSeed, runFuzz } from '../prove/fuzz.js';
import { TestApp } from '../support/app.js';

const REQUESTS = 10_000;

/** Chance leaves out an operation in some runs, and not the same one in all. */
const MOST_RUNS = 3;

/** Far enough that two runs share no lane's seed. */
const NEXT_SEED = 100_000;

/** What chance cannot reach: it needs settings that the application has not, the quarter of an hour before a session, or a file that the worker made. */
const OUT_OF_REACH: readonly string[] = [
  'POST /api/v1/coach/calendars/google/start',
  'POST /api/v1/coach/calendars/google/finish',
  'GET /api/v1/bookings/bookings/{id}/video',
  'DELETE /api/v1/users/me',
  'GET /api/v1/admin/reports/utilisation',
  'GET /api/v1/coach/reports/utilisation',
  'GET /api/v1/users/me/export/file',
];

/** The operations that accepted nothing. */
const unreachedIn = ({ statuses }: FuzzFindings) =>
  [...statuses]
    .filter(([operation]) => !OUT_OF_REACH.includes(operation))
    .filter(([, byStatus]) => [...byStatus.keys()].every((status) => status >= 300))
    .map(([operation]) => operation);

describe('requests generated from the OpenAPI document', () => {
  let app: TestApp;
  const runs: FuzzFindings[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    do {
      const findings = await runFuzz({ app, requests: REQUESTS, seed: newSeed() + runs.length * NEXT_SEED });
      console.log(findings.figures.map(([what, value]) => `${what}: ${value}`).join(', '));
      runs.push(findings);
    } while (runs.length < MOST_RUNS && unreached().length > 0);
  }, 240_000);

  afterAll(() => app.stop());

  const unreached = () =>
    runs.map(unreachedIn).reduce((left, operations) => left.filter((operation) => operations.includes(operation)));

  it('get answers that match the document, and never a 500', () => {
    expect(runs.flatMap(({ flaws }) => flaws)).toEqual([]);
  });

  it('reach every operation, with accepted and refused requests', () => {
    expect(runs[0]?.statuses.size).toBeGreaterThan(70);
    expect(unreached()).toEqual([]);
  });
});
