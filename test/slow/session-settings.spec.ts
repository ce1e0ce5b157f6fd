import { Database } from '../../src/database/database.js';
import { SESSION_SETTINGS } from '../../src/database/connecting/session-settings.js';
import { seedDemoWorld } from '../../seeds/demo-world.js';
import { TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { dumpOf, withDatabase } from '../support/demo.js';

/** Settings that an administrator may have made on the database. Each would change values on their way in or out. */
const ODD_DATABASES: readonly (readonly string[])[] = [
  [`datestyle = 'German'`],
  [`datestyle = 'SQL, DMY'`, `timezone = 'Europe/Berlin'`],
  [
    `datestyle = 'Postgres, YMD'`,
    `timezone = 'Asia/Kathmandu'`,
    `intervalstyle = 'sql_standard'`,
    'extra_float_digits = -15',
    `bytea_output = 'escape'`,
    'standard_conforming_strings = off',
    'array_nulls = off',
    'transform_null_equals = on',
    'quote_all_identifiers = on',
    `client_encoding = 'LATIN1'`,
    `default_transaction_isolation = 'serializable'`,
    'default_transaction_deferrable = on',
  ],
];

const INSTANT = /"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g;
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;
const SECRET = /"(access_token|refresh_token)":"[^"]+"/g;

const login = (email: string, password = 'horse staple 2026') => ({ email, password });

/** The answers of an application on a database with these settings. Instants, request ids and secrets are masked. */
async function answersWith(sets: readonly string[]): Promise<string[]> {
  const app = await TestApp.start();
  try {
    const [coach, client, admin] = [await app.coach(), await app.client(), await app.admin()];
    for (const setting of sets) await app.sql(`ALTER DATABASE ${nameOf(app.database.url)} SET ${setting}`);
    const odd = await app.twin();
    const [asCoach, asClient, asAdmin] = [odd.with(coach.token!), odd.with(client.token!), odd.with(admin.token!)];
    const plan = { user_id: client.id, name: 'Base', start_date: '2026-02-03' };
    const log = { workout_date: '2026-02-03', exercise_name: 'Squat', weight: 62.55 };
    const booking = {
      coach_id: coach.id,
      slot_number: 1,
      notes: 'it’s \\ "ok"',
      scheduled_at: '2031-02-03T04:05:06.789Z',
    };
    const requests: readonly (() => Promise<Answer>)[] = [
      () => odd.nobody.get('/health/ready'),
      () => asClient.post('/bookings/book', booking),
      () => asCoach.put('/bookings/bookings/1', { status: 'confirmed' }),
      () => asCoach.get('/bookings/coach/bookings'),
      () => asClient.put('/client/profile', { weight: 64.125, height: 168.1, target_goals: 'Zürich – Łódź' }),
      () => asClient.post('/client/workout-logs', log),
      () => asClient.get('/client/workout-logs?start_date=2026-02-01&end_date=2026-02-28'),
      () => asCoach.post('/coach/workout-plans', plan),
      () => asCoach.get(`/coach/clients/${client.id}`),
      () => asClient.get('/client/charts/workout-volume'),
      () => asClient.get('/client/progress'),
      () => asClient.get('/client/access-log'),
      () => asAdmin.get('/admin/users'),
      () => asAdmin.get('/admin/stats'),
      () => odd.nobody.post('/auth/login', login(client.email)),
      () => odd.nobody.post('/auth/login', login(client.email, 'wrong')),
    ];
    const said: string[] = [];
    for (const ask of requests) said.push(masked(await ask()));
    return said;
  } finally {
    await app.stop();
  }
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

const masked = ({ status, body }: Answer) =>
  `${status} ${JSON.stringify(body)}`
    .replaceAll(INSTANT, '"<instant>"')
    .replaceAll(UUID, '<uuid>')
    .replaceAll(SECRET, '"$1":"<secret>"');

describe('the settings of a session', () => {
  it('are ours: databases with other settings give the same answers', async () => {
    const wanted = await answersWith([]);
    expect(wanted.filter((line) => !line.startsWith('20'))).toEqual([expect.stringMatching(/^401 /)]);
    for (const sets of ODD_DATABASES) expect(await answersWith(sets)).toEqual(wanted);
  });

  it('have the values that readiness checks, on every connection', async () => {
    const app = await TestApp.start();
    const names = Object.keys(SESSION_SETTINGS);
    const rows = await app.nest
      .get(Database)
      .rows<{ name: string; value: string }>(
        `SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name`,
        [names],
      );
    await app.stop();
    expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(SESSION_SETTINGS);
  });

  it('are ours for commands too: the demo world is the same in every database', async () => {
    const now = new Date('2026-11-23T09:00:00Z');
    const dumpWith = (sets: readonly string[]) =>
      withDatabase(async (url, sql) => {
        for (const setting of sets) await sql(`ALTER DATABASE ${nameOf(url)} SET ${setting}`);
        await seedDemoWorld(url, () => undefined, now);
        for (const setting of sets) {
          await sql(`ALTER DATABASE ${nameOf(url)} RESET ${setting.split(' ')[0]}`);
        }
        return dumpOf(url);
      });
    expect(await dumpWith(ODD_DATABASES[2]!)).toEqual(await dumpWith([]));
  });
});
