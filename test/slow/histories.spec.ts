import { randomUUID } from 'node:crypto';
import { rememberOrigins } from '../prove/audit.js';
import { runHistory } from '../prove/histories.js';
import { People } from '../prove/people.js';
import { SECRET, TestApp } from '../support/app.js';
import type { Sql } from '../support/books.js';
import { deadlocksIn } from '../support/statements.js';

describe('2,000 attempts of 50 people at once, at two instances,', () => {
  let app: TestApp;
  let twin: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    twin = await app.twin();
  });

  afterAll(() => app.stop());

  it('have a sequential order that explains every answer and the stored rows', async () => {
    const sql: Sql = (statement, values) => app.sql(statement, values);
    const seed = process.env['HISTORY_SEED'] ?? randomUUID();
    await rememberOrigins(sql);
    const { figures, flaws } = await runHistory({
      seed,
      attempts: 2_000,
      workers: 50,
      census: { coaches: 5, clients: 45 },
      origins: [app.origin, twin.origin],
      people: new People(sql, SECRET),
      sql,
    });
    expect({ seed, flaws }).toEqual({ seed, flaws: [] });
    expect(figures).toContainEqual(['attempts', 2_000]);
    expect(await deadlocksIn(app)).toBe(0);
  }, 120_000);
});
