import { newSeed, runFuzz, type FuzzFindings } from '../prove/fuzz.js';
import { TestApp } from '../support/app.js';

const REQUESTS = 10_000;

describe('requests generated from the OpenAPI document', () => {
  let app: TestApp;
  let findings: FuzzFindings;

  beforeAll(async () => {
    app = await TestApp.start();
    findings = await runFuzz({ app, requests: REQUESTS, seed: newSeed() });
    console.log(findings.figures.map(([what, value]) => `${what}: ${value}`).join(', '));
  }, 240_000);

  afterAll(() => app.stop());

  it('get answers that match the document, and never a 500', () => {
    expect(findings.flaws).toEqual([]);
  });

  it('reach every operation, with accepted and refused requests', () => {
    const untold = [...findings.statuses]
      .filter(([, byStatus]) => [...byStatus.keys()].every((status) => status >= 300))
      .map(([operation]) => operation);
    expect(findings.statuses.size).toBeGreaterThan(70);
    expect(untold).toEqual([]);
  });
});
