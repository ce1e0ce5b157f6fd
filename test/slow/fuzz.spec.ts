import { type FuzzFindings, newSeed, runFuzz } from '../prove/fuzz.js';
import { TestApp } from '../support/app.js';
import { committedDocument } from '../support/openapi-document.js';
import { operationsOf } from '../support/routes.js';

const REQUESTS = 6_000;

/** Chance leaves out some operations. Shorter runs then ask for those alone. */
const MOST_RUNS = 5;
const REQUESTS_AGAIN = 1_500;

/** Far enough that two runs share no lane's seed. */
const NEXT_SEED = 100_000;

/** What chance cannot reach: it needs settings that the application has not, the quarter of an hour before a session, or a file that the worker made. */
const OUT_OF_REACH: readonly string[] = [
  'POST /api/v1/coach/calendars/google/start',
  'POST /api/v1/coach/calendars/google/finish',
  'GET /api/v1/bookings/bookings/{id}/video',
  'DELETE /api/v1/users/me',
  'GET /api/v1/users/me/export/file',
  'POST /api/v1/payments/webhooks/{provider}',
];

const accepted = ({ statuses }: FuzzFindings, operation: string) =>
  [...(statuses.get(operation)?.keys() ?? [])].some((status) => status < 300);

describe('requests generated from the OpenAPI document', () => {
  let app: TestApp;
  const runs: FuzzFindings[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    await run({ requests: REQUESTS });
    while (runs.length < MOST_RUNS && unreached().length > 0) {
      await run({ requests: REQUESTS_AGAIN, only: unreached() });
    }
  }, 240_000);

  afterAll(() => app.stop());

  async function run(size: { requests: number; only?: string[] }): Promise<void> {
    const findings = await runFuzz({ app, ...size, seed: newSeed() + runs.length * NEXT_SEED });
    console.log(findings.figures.map(([what, value]) => `${what}: ${value}`).join(', '));
    runs.push(findings);
  }

  const unreached = () =>
    [...operationsOf(committedDocument()).keys()].filter(
      (operation) => !OUT_OF_REACH.includes(operation) && !runs.some((findings) => accepted(findings, operation)),
    );

  it('get answers that match the document, and never a 500', () => {
    expect(runs.flatMap(({ flaws }) => flaws)).toEqual([]);
  });

  it('reach every operation, with accepted and refused requests', () => {
    expect(runs[0]?.statuses.size).toBeGreaterThan(70);
    expect(unreached()).toEqual([]);
  });
});
