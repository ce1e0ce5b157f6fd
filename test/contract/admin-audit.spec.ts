import { AUDITED } from '../../src/audit/audited.js';
import { TestApp } from '../support/app.js';
import { ACCESS, type Row } from './access-table.js';
import { World } from './access-world.js';

/** What admins change with these belongs to them alone, or nobody is logged in who does it. */
const OWN: readonly string[] = [
  'POST /auth/signup',
  'POST /auth/login',
  'POST /auth/refresh',
  'POST /auth/logout',
  'POST /auth/logout-all',
  'POST /auth/password',
  'POST /auth/password-reset',
  'POST /auth/password-reset/confirm',
  'POST /auth/verify-email/send',
  'POST /auth/verify-email',
  'POST /auth/email',
  'POST /auth/email/confirm',
  'PUT /users/me/settings',
  'DELETE /users/me',
  'POST /users/me/export',
  'POST /client/workout-logs',
  'POST /client/diet-logs',
  'PUT /client/profile',
  'PUT /coach/profile',
  'POST /notifications/read-all',
  'POST /feedback',
  'POST /payments/webhooks/{provider}',
];

const changes = ACCESS.filter(([operation, , , , , , admin]) => !operation.startsWith('GET ') && admin < 300);
const others = changes.filter(([operation]) => !OWN.includes(operation));

/** Names of columns that hold what nobody may read, not even an admin. */
const SECRET = /(password|secret|token|hash|verifier|address|sealed)(?!.*_until$)/;

describe('the admin audit', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  async function entriesAfter(row: Row): Promise<object[]> {
    const world = await World.of(app, row[0]);
    const [operation, , , , , , expected] = row;
    const { body, query = {}, headers = {} } = (await row[8]?.(world)) ?? {};
    const [method = ''] = operation.split(' ');
    const path = `${world.pathOf(operation)}?${new URLSearchParams(query).toString()}`;
    const { status } = await world.admin.send(method, path, body, headers);
    expect(status).toBe(expected);
    return app.sql('SELECT what, request_id FROM admin_audit WHERE actor_id = $1', [world.admin.id]);
  }

  it.each(others.map((row): [string, Row] => [row[0], row]))('has an entry after %s', async (_, row) => {
    const entries = await entriesAfter(row);
    expect(entries).not.toEqual([]);
    expect(entries).toEqual(
      entries.map(() => ({
        what: expect.any(String),
        request_id: expect.any(String),
      })),
    );
  });

  it('has none after what changes only the admin’s own things', async () => {
    const own = changes.filter(([operation]) => OWN.includes(operation));
    expect(own.map(([operation]) => operation).sort()).toEqual([...OWN].sort());
    for (const row of own) expect([row[0], await entriesAfter(row)]).toEqual([row[0], []]);
  });

  it('names in the document what its triggers write', async () => {
    const written = await app.sql<{ what: string }>(`
      SELECT split_part(encode(tgargs, 'escape'), '\\000', 1) AS what FROM pg_trigger
       WHERE tgfoid = 'admin_audit_note'::regproc ORDER BY 1`);
    expect(written.map(({ what }) => what)).toEqual([...AUDITED].sort());
  });

  it('leaves out each column that holds a secret', async () => {
    const open = await app.sql<{ table: string; column: string }>(`
      SELECT tgrelid::regclass::text AS table, attname AS column FROM pg_trigger
        JOIN pg_attribute ON attrelid = tgrelid AND attnum > 0 AND NOT attisdropped
       WHERE tgfoid = 'admin_audit_note'::regproc
         AND attname <> ALL (split_part(encode(tgargs, 'escape'), '\\000', 3)::text[])`);
    expect(open.length).toBeGreaterThan(50);
    expect(open.filter(({ column }) => SECRET.test(column))).toEqual([]);
  });
});
