import { type Person, inHours, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused } from '../support/refusals.js';

describe('an answer that is sent back with PUT', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  describe('of a user', () => {
    let user: Person;
    let path: string;

    beforeEach(async () => {
      user = await app.client();
      path = `/admin/users/${user.id}`;
      await user.put('/client/profile', { age: 34, height: 168.5, injuries: 'Knee', custom_fields: { b: [1], a: 2 } });
    });

    const shown = async () => (await admin.get(path)).body as Record<string, unknown>;

    it('changes the fields that differ', async () => {
      const whole = await shown();
      const answer = await admin.put(path, { ...whole, full_name: 'Jo Miller', is_verified: true });
      expect([answer.status, answer.body]).toEqual([200, { ...whole, full_name: 'Jo Miller', is_verified: true }]);
    });

    it('changes nothing when nothing differs', async () => {
      const whole = await shown();
      const answer = await admin.put(path, whole);
      expect([answer.status, answer.body]).toEqual([200, whole]);
    });

    it.each([
      ['id', { id: 1 }],
      ['age', { age: 35 }],
      ['injuries', { injuries: null }],
      ['custom_fields', { custom_fields: { b: [1], a: 3 } }],
    ])('is refused when it changes %s, and names the field', async (field, change) => {
      const whole = await shown();
      expectFieldsRefused(await admin.put(path, { ...whole, full_name: 'Jo', ...change }), field);
      expect(await shown()).toEqual(whole);
    });

    it('is refused with a key that is in neither', async () => {
      expectFieldsRefused(await admin.put(path, { ...(await shown()), password_hash: 'x' }), 'password_hash');
    });

    it('is 403 for other callers and 404 for an unknown user before the body is checked', async () => {
      const whole = await shown();
      expect((await user.put(path, { ...whole, age: 1 })).status).toBe(403);
      expect((await admin.put('/admin/users/2147483647', { ...whole, nonsense: 1 })).status).toBe(404);
    });

    it('is noted in the access log, because its values are compared', async () => {
      const whole = await shown();
      const entries = async () =>
        (await app.sql(`SELECT FROM access_log WHERE client_id = $1 AND reader_id = $2`, [user.id, admin.id])).length;
      const before = await entries();
      expect((await admin.put(path, { ...whole, age: 35 })).status).toBe(422);
      expect(await entries()).toBe(before + 1);
    });
  });

  describe('of a booking', () => {
    const scene = async () => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      const id = await app.booked(client, coach, 1, { scheduled_at: inHours(30), notes: 'Knee' });
      const path = `/bookings/bookings/${id}`;
      return { coach, client, path, whole: (await client.get(path)).body as Record<string, unknown> };
    };

    it('lets its coach confirm it', async () => {
      const { coach, path, whole } = await scene();
      const answer = await coach.put(path, { ...whole, status: 'confirmed' });
      expect([answer.status, answer.body.status, answer.body.scheduled_at]).toEqual([
        200,
        'confirmed',
        whole['scheduled_at'],
      ]);
    });

    it.each(['client', 'admin'] as const)('lets its %s cancel it', async (role) => {
      const { client, path, whole } = await scene();
      const actor = role === 'client' ? client : admin;
      const answer = await actor.put(path, { ...whole, status: 'cancelled' });
      expect([answer.status, answer.body.status, answer.body.notes]).toEqual([200, 'cancelled', 'Knee']);
    });

    it('changes nothing when nothing differs, for any sender, even with an older updated_at', async () => {
      const { client, coach, path, whole } = await scene();
      const old = { ...whole, updated_at: '2020-01-01T00:00:00Z', coach_name: 'Formerly', client_name: 'Formerly' };
      for (const actor of [client, coach, admin]) {
        const answer = await actor.put(path, old);
        expect([answer.status, answer.body.updated_at]).toEqual([200, whole['updated_at']]);
      }
    });

    it('treats the same instant in another offset as unchanged', async () => {
      const { client, path, whole } = await scene();
      const scheduled_at = String(whole['scheduled_at']).replace('Z', '+00:00');
      expect((await client.put(path, { ...whole, scheduled_at, status: 'cancelled' })).status).toBe(200);
    });

    it.each(['id', 'coach_id', 'client_id', 'slot_number'])(
      'is refused when it changes %s: 422 for the coach, 403 for others',
      async (field) => {
        const { coach, client, path, whole } = await scene();
        const body = { ...whole, status: 'cancelled', [field]: 9 };
        expectFieldsRefused(await coach.put(path, body), field);
        for (const actor of [client, admin]) {
          const answer = await actor.put(path, body);
          expect([answer.status, answer.body.code]).toEqual([403, 'only-cancel']);
        }
        expect((await client.get(path)).body).toEqual(whole);
      },
    );

    it('is 403 for a client who also changes notes or time', async () => {
      const { client, path, whole } = await scene();
      for (const change of [{ notes: 'Other' }, { notes: null }, { scheduled_at: null }, { status: 'confirmed' }]) {
        const answer = await client.put(path, { ...whole, status: 'cancelled', ...change });
        expect([answer.status, answer.body.code]).toEqual([403, 'only-cancel']);
      }
    });

    it('is refused with a key that is in neither', async () => {
      const { coach, path, whole } = await scene();
      expectFieldsRefused(await coach.put(path, { ...whole, ends_at: '2027-01-12T10:00:00Z' }), 'ends_at');
    });
  });
});
