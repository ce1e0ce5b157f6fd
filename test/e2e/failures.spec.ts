import { TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { expectRefusal } from '../support/refusals.js';

const SECRET_OF_POSTGRES = 'row of somebody else';

describe('an error of PostgreSQL that no rule expects', () => {
  let app: TestApp;
  let guest: Caller;
  let written = '';

  beforeAll(async () => {
    app = await TestApp.start();
    ({ nobody: guest } = await app.twin({ LOG_LEVEL: 'warn' }, { write: (line) => (written += line) }));
    await app.sql(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION '${SECRET_OF_POSTGRES}' USING ERRCODE = NEW.message; END $$`);
    await app.sql('CREATE TRIGGER refuse BEFORE INSERT ON feedback FOR EACH ROW EXECUTE FUNCTION refuse()');
  });

  beforeEach(() => (written = ''));

  afterAll(() => app.stop());

  const log = () => JSON.parse(written) as { level: string; msg: string; request: string };

  it.each([
    ['a defect', 'P0001', 500, 'internal-error', 'error', 'defect'],
    ['a constraint without a refusal of its own', '23514', 500, 'internal-error', 'error', 'defect'],
    [
      'a value that validation let through',
      '22001',
      422,
      'validation-failed',
      'error',
      'validation let a value through',
    ],
    ['a missing table', '42P01', 503, 'unavailable', 'error', 'the schema is not what this code needs'],
    ['a full disk', '53100', 503, 'unavailable', 'warn', 'database unavailable'],
  ])(
    '%s has its own status, is logged, and tells the caller nothing about the database',
    async (_, sqlState, status, code, level, msg) => {
      const answer = await guest.post('/feedback/', { message: sqlState });
      expectRefusal(answer, status, code);
      expect(answer.headers.get('retry-after')).toBe(status === 503 ? '1' : null);
      expect(JSON.stringify(answer.body)).not.toContain(SECRET_OF_POSTGRES);
      expect(log()).toMatchObject({ level, msg });
      expect(answer.body.instance).toBe(`urn:uuid:${log().request}`);
      expect(await app.sql('SELECT FROM feedback')).toEqual([]);
    },
  );

  it('is counted in the metrics when validation accepted a value that PostgreSQL cannot store', async () => {
    await guest.post('/feedback/', { message: '22001' });
    expect((await guest.get('/metrics')).body).toMatch(/^unstorable_values_total [1-9]/m);
  });
});
