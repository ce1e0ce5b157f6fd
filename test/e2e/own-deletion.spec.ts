import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyErasures } from '../../src/cli/applied-erasures.js';
import { PasswordsService } from '../../src/auth/accounts/passwords.service.js';
import { inHours, type Person, TestApp } from '../support/app.js';
import { type Caller } from '../support/caller.js';
import { bought, creditsOf, miscountedCredits } from '../support/credits.js';
import { expectSoundBooks } from '../support/invariants.js';

const PASSWORD = 'an uncommon pass phrase';

describe('deleting oneself, and staying deleted', () => {
  let app: TestApp;
  let folder: string;
  let list: string;
  let passwordHash: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vibe-erasures-'));
    list = join(folder, 'erasures.jsonl');
    app = await TestApp.start({ ERASURES_FILE: list });
    passwordHash = await app.nest.get(PasswordsService).hash(PASSWORD);
  });

  afterAll(async () => {
    await expectSoundBooks(app);
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const leave = (person: Caller, more: object = {}) =>
    person.send('DELETE', '/users/me', { password: PASSWORD, ...more });

  const entries = async () =>
    (await readFile(list, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: number; created_at: string; erased_at: string });

  const ready = () => app.nobody.get('/health/ready');

  /** Of payments to a coach. */
  const refundsOf = async (coach: Person) =>
    (
      await app.sql<{ amount_minor: number }>(
        `SELECT r.amount_minor FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.coach_id = $1`,
        [coach.id],
      )
    ).map(({ amount_minor }) => amount_minor);

  /** As a backup of before the deletion has them. */
  async function restored(person: Person): Promise<void> {
    await app.sql(
      `UPDATE users SET email = $2, full_name = 'Back Again', role = 'client', is_active = true, deleted_at = NULL WHERE id = $1`,
      [person.id, person.email],
    );
  }

  it('takes the password, and leaves a tombstone and an entry of ids and times', async () => {
    const client = await app.client({ passwordHash, injuries: 'Left knee' });
    const wrong = await leave(client, { password: 'something else' });
    expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong-password']);
    expect((await leave(client)).status).toBe(204);
    expect((await client.get('/users/me')).status).toBe(401);
    const [row] = await app.sql(`SELECT email, full_name, role, injuries FROM users WHERE id = $1`, [client.id]);
    expect(row).toEqual({ email: null, full_name: 'Deleted user', role: null, injuries: null });
    const instant = expect.stringMatching(/^2\d{3}-.*Z$/) as string;
    expect((await entries()).at(-1)).toEqual({ id: client.id, created_at: instant, erased_at: instant });
    expect((await ready()).status).toBe(200);
  });

  it('tells people with sessions first, and then cancels them in their name', async () => {
    const [coach, client] = await Promise.all([app.coach({ passwordHash }), app.client({ passwordHash })]);
    const id = await app.booked(client, coach, 1, { scheduled_at: inHours(48) });
    for (const person of [client, coach]) {
      const { status, body } = await leave(person);
      expect([status, body.code]).toEqual([409, 'sessions-ahead']);
      expect(body.detail).toContain('a session ahead');
    }
    expect((await leave(client, { confirm: true })).status).toBe(204);
    const { body } = await coach.get(`/bookings/bookings/${id}`);
    expect([body.status, body.cancelled_by, body.client_name]).toEqual(['cancelled', 'client', 'Deleted user']);
    expect((await leave(coach)).status).toBe(204);
  });

  it('tells clients first that they lose their credits, and coaches that those of their clients go back', async () => {
    const [coach, client] = await Promise.all([app.coach({ passwordHash }), app.client({ passwordHash })]);
    const [lost, returned] = [await bought(app, client, coach), await bought(app, await app.client(), coach)];
    const refused = async (person: Caller) => (await leave(person)).body as { code: string; detail: string };
    expect(await refused(client)).toMatchObject({
      code: 'credits-left',
      detail: expect.stringContaining('10 credits'),
    });
    expect((await leave(client, { confirm: true })).status).toBe(204);
    expect(await creditsOf(app, lost)).toEqual([0, 0, 0, 10, 45_000]);
    expect(await refused(coach)).toMatchObject({ code: 'credits-left', detail: expect.stringContaining('refunded') });
    expect((await leave(coach, { confirm: true })).status).toBe(204);
    expect(await creditsOf(app, returned)).toEqual([0, 0, 0, 10, 0]);
    expect(await refundsOf(coach)).toEqual([45_000]);
    expect(await miscountedCredits(app)).toEqual([]);
  });

  it('keeps the last admin', async () => {
    const [first, second] = [await app.admin({ passwordHash }), await app.admin({ passwordHash })];
    expect((await leave(first)).status).toBe(204);
    const { status, body } = await leave(second, { confirm: true });
    expect([status, body.code]).toEqual([409, 'last-admin']);
  });

  it('is not ready while a restored database has somebody of the list, until erasures:apply', async () => {
    const [gone, other] = [await app.client({ passwordHash }), await app.client({ passwordHash })];
    await leave(gone);
    await leave(other);
    expect((await ready()).status).toBe(200);
    await restored(gone);
    await restored(other);
    // What was due for credits went back, or was lost, when they were deleted for the first time.
    const coach = await app.coach();
    const purchase = await bought(app, gone, coach);
    const { status, body } = await ready();
    expect([status, body.code]).toEqual([503, 'not-ready']);
    expect(body.detail).toBe(
      'The database still has 2 people whom ERASURES_FILE lists as deleted: run npm run erasures:apply.',
    );
    const env = { NODE_ENV: 'test', DATABASE_URL: app.database.url, ERASURES_FILE: list };
    const { listed, applied } = await applyErasures(env);
    expect([listed, applied.map(({ id }) => id)]).toEqual([(await entries()).length, [gone.id, other.id]]);
    expect((await ready()).status).toBe(200);
    expect((await applyErasures(env)).applied).toEqual([]);
    expect(await creditsOf(app, purchase)).toEqual([0, 0, 0, 10, 45_000]);
    expect(await refundsOf(coach)).toEqual([]);
  });

  it('leaves somebody else who got the id after a restore', async () => {
    const gone = await app.client({ passwordHash });
    await leave(gone);
    await restored(gone);
    await app.sql(`UPDATE users SET created_at = now() WHERE id = $1`, [gone.id]);
    expect((await ready()).status).toBe(200);
    const env = { NODE_ENV: 'test', DATABASE_URL: app.database.url, ERASURES_FILE: list };
    expect((await applyErasures(env)).applied).toEqual([]);
    expect((await app.sql(`SELECT FROM users WHERE id = $1 AND deleted_at IS NULL`, [gone.id])).length).toBe(1);
  });

  it('deletes nobody while the list cannot be written', async () => {
    const twin = await app
      .twin({ ERASURES_FILE: join(folder, 'moved', 'erasures.jsonl'), LOG_LEVEL: 'silent' })
      .catch((error: unknown) => error);
    expect(twin).toHaveProperty('message', expect.stringContaining('ERASURES_FILE must be a file'));
    const client = await app.client({ passwordHash });
    await rename(list, join(folder, 'kept'));
    await mkdir(list);
    const { status, body } = await leave(client);
    expect([status, body.code]).toEqual([503, 'unavailable']);
    expect(body.detail).toBe('Accounts cannot be deleted at the moment. Nothing was changed; please try again later.');
    expect((await client.get('/users/me')).status).toBe(200);
    await rm(list, { recursive: true });
    await rename(join(folder, 'kept'), list);
    expect((await leave(client)).status).toBe(204);
  });

  it('deletes somebody once, however often they ask', async () => {
    const client = await app.client({ passwordHash });
    const before = (await entries()).length;
    const statuses = (await Promise.all(Array.from({ length: 5 }, () => leave(client)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.every((status) => [204, 401, 403, 404].includes(status))).toBe(true);
    expect((await entries()).length).toBe(before + 1);
  });
});
