import type { AdminAuditEntryDto } from '../../src/audit/dto/admin-audit.dto.js';
import { type Person, TestApp } from '../support/app.js';
import { bought } from '../support/credits.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { walk } from '../support/pages.js';
import { expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { CHECK, refuses } from '../support/violations.js';

const HOUR = 3_600_000;

describe('the admin audit', () => {
  let app: TestApp;
  let admin: Person;
  let coach: Person;
  let client: Person;
  let bookingId: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    admin = await app.admin();
    ({ coach, client, bookingId } = await app.connected());
  });

  afterAll(() => app.stop());

  const audit = async (query = `actor_id=${admin.id}`): Promise<AdminAuditEntryDto[]> => {
    const { status, body } = await admin.get(`/admin/audit?${query}`);
    expect(status).toBe(200);
    return body;
  };

  const planFor = async (by: Person) =>
    (await by.post('/coach/diet-plans', { user_id: client.id, name: 'Lent', start_date: '2026-11-01' })).body;

  it('says who changed what of whom, from what to what, when, and in which request', async () => {
    await admin.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled', reason: 'The gym is closed' });
    expect(await audit()).toEqual([
      {
        ...{ id: expect.any(Number), at: expect.stringMatching(/Z$/), request_id: expect.any(String) },
        ...{ actor_id: admin.id, actor_name: admin.name, subject_id: client.id, subject_name: client.name },
        ...{ what: 'booking', action: 'change', record_id: String(bookingId) },
        before: { status: 'confirmed', cancelled_by: null, sequence: expect.any(Number) },
        after: { status: 'cancelled', cancelled_by: 'admin', sequence: expect.any(Number) },
      },
    ]);
  });

  it('shows only fields that changed, a new row whole, and a deleted one as it was', async () => {
    const { id } = await planFor(admin);
    await admin.put(`/coach/diet-plans/${id}`, { target_calories: 2100 });
    await admin.delete(`/coach/diet-plans/${id}`);
    const [gone, changed, made] = await audit();
    expect(made).toMatchObject({ action: 'create', before: null, after: { name: 'Lent', user_id: client.id } });
    expect(changed).toMatchObject({ before: { target_calories: null }, after: { target_calories: 2100 } });
    expect(gone).toMatchObject({ action: 'delete', before: { name: 'Lent', target_calories: 2100 }, after: null });
  });

  it('has what admins do with payments: of refunds, purchases and what is paid in person', async () => {
    const [purchase, other] = [await bought(app, client, coach), await bought(app, client, coach)];
    await app.sql(
      `INSERT INTO refunds (checkout_id, amount_minor, reason, status, created_at)
       SELECT id, 5, 'by-hand', 'failed', now() FROM checkouts WHERE purchase_id = $1`,
      [other],
    );
    const [{ id: refund }] = (await app.sql(`SELECT id FROM refunds WHERE reason = 'by-hand'`)) as [{ id: number }];
    const payment = {
      price_minor: 9,
      currency: 'EUR',
      payment_method: 'at_session',
      payment_status: 'due',
      payment_minor: 9,
    };
    const pair = { coach_id: coach.id, client_id: client.id };
    const session = await insert(app, 'bookings', { ...pair, ...payment, slot_number: 9, status: 'confirmed' });
    await admin.post(`/admin/payments/refunds/${refund}/retry`);
    await admin.post(`/bookings/bookings/${session}/payment`, { outcome: 'received' });
    await admin.post(`/admin/purchases/${purchase}/refund`);
    expect((await audit()).reverse()).toMatchObject([
      { what: 'refund', record_id: String(refund), before: { status: 'failed' }, after: { status: 'pending' } },
      { what: 'booking', subject_id: client.id, before: { payment_status: 'due' }, after: { payment_status: 'paid' } },
      { what: 'purchase', subject_id: client.id, before: { refunded_minor: 0 }, after: { refunded_minor: 45_000 } },
    ]);
  });

  it('has no entry for what coaches and clients do, nor for what admins change of their own', async () => {
    await planFor(coach);
    await client.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled' });
    await client.put('/client/profile', { age: 30 });
    await admin.put(`/admin/users/${admin.id}`, { full_name: 'Ada' });
    await admin.put('/client/profile', { age: 50 });
    expect(await app.sql('SELECT FROM admin_audit WHERE subject_id = $1', [client.id])).toEqual([]);
    expect(await audit()).toEqual([]);
  });

  it('has no entry when nothing changes, and none of a change that is refused', async () => {
    await admin.put(`/admin/users/${client.id}`, { full_name: client.name });
    expectRefusal(await admin.put(`/admin/users/${client.id}`, { email: coach.email }), 409, 'email-taken');
    expect(await audit()).toEqual([]);
  });

  it('can be asked by admin, person and time, and comes in pages', async () => {
    const other = await app.admin();
    await other.put(`/admin/users/${coach.id}`, { is_verified: true });
    for (const name of ['Jo', 'Joe', 'Jon']) await admin.put(`/admin/users/${client.id}`, { full_name: name });
    expect(await audit(`actor_id=${other.id}`)).toMatchObject([{ subject_id: coach.id }]);
    const pages = await walk<AdminAuditEntryDto>(admin, `/admin/audit?subject_id=${client.id}&limit=2`);
    expect(pages.map((page) => page.map(({ after }) => after?.['full_name']))).toEqual([['Jon', 'Joe'], ['Jo']]);
    const [{ at }] = pages[0] as [AdminAuditEntryDto];
    expect(await audit(`actor_id=${admin.id}&from=${at}`)).toMatchObject([{ after: { full_name: 'Jon' } }]);
    expect(await audit(`actor_id=${admin.id}&to=${at}`)).toHaveLength(2);
    expectRefusal(
      await admin.get('/admin/audit?from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z'),
      422,
      'validation-failed',
    );
  });

  it('has an entry for each thing that a change takes with it', async () => {
    const of = await app.coach();
    const start = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 720 * HOUR).toISOString();
    const id = await groupSession(of, await groupType(app, of, { capacity: 3 }), start);
    expect((await admin.put(`/admin/users/${of.id}`, { role: 'client' })).status).toBe(200);
    const entries = await audit();
    expect(entries.map(({ what, record_id }) => [what, record_id])).toEqual([
      ['group_session', String(id)],
      ['user', String(of.id)],
    ]);
    expect(new Set(entries.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it('notes in the access log which admin reads plans there', async () => {
    await planFor(admin);
    await audit(`subject_id=${client.id}`);
    const { body } = await client.get('/client/access-log');
    expect(body).toMatchObject([{ reader_id: admin.id, what: 'plans' }]);
  });

  it('knows no secret of an endpoint, although it notes that it changed', async () => {
    const { body } = await admin.post('/webhooks', { url: 'https://example.com/hook', types: ['*'] });
    await admin.post(`/webhooks/${body.id}/rotate-secret`);
    await admin.delete(`/webhooks/${body.id}`);
    const entries = await audit();
    expect(entries.map(({ action, subject_id }) => [action, subject_id])).toEqual([
      ['delete', null],
      ['change', null],
      ['create', null],
    ]);
    expect(entries.map(({ before, after }) => Object.keys({ ...before, ...after })).flat()).not.toContain('secret');
  });

  it('is emptied of a person who is deleted: admin, person and time stay', async () => {
    await planFor(admin);
    await admin.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled', reason: 'Back pain' });
    await admin.put(`/admin/users/${client.id}`, { full_name: 'Jo' });
    const before = await audit();
    expect((await admin.delete(`/admin/users/${client.id}`)).status).toBe(204);
    const after = await audit();
    expect(after.map(({ what, action }) => `${action} ${what}`)).toEqual([
      ...['delete user', 'delete diet_plan', 'change user', 'change booking', 'create diet_plan'],
    ]);
    const nothing = { before: null, after: null, record_id: null, subject_name: 'Deleted user' };
    expect(after).toEqual(after.map((entry) => ({ ...entry, ...nothing })));
    expect(after.slice(2)).toEqual(before.map((entry) => ({ ...entry, ...nothing })));
  });

  it('keeps what a deleted coach’s clients went through', async () => {
    await admin.delete(`/admin/users/${coach.id}`);
    expect(await audit(`subject_id=${client.id}`)).toMatchObject([{ what: 'booking', after: { status: 'cancelled' } }]);
  });

  it('does not tell whose a message was once its writer is deleted', async () => {
    const { body } = await client.post('/feedback/', { message: 'Slow' });
    await admin.put(`/feedback/${body.id}`, { status: 'resolved' });
    await admin.delete(`/admin/users/${client.id}`);
    const entries = await audit(`actor_id=${admin.id}&subject_id=${client.id}`);
    expect(entries.filter(({ what }) => what === 'feedback')).toMatchObject([{ record_id: null, after: null }]);
  });

  it('cannot be changed, emptied or deleted otherwise, not even by SQL', async () => {
    await admin.put(`/admin/users/${client.id}`, { full_name: 'Jo' });
    const statements = [
      'DELETE FROM admin_audit',
      'TRUNCATE admin_audit',
      `UPDATE admin_audit SET actor_id = ${coach.id}`,
      'UPDATE admin_audit SET before = NULL, after = NULL, record_id = NULL',
    ];
    for (const statement of statements) await refuses('admin_audit_append_only', CHECK, app.sql(statement));
    await admin.delete(`/admin/users/${client.id}`);
    await refuses(
      'admin_audit_append_only',
      CHECK,
      app.sql(`UPDATE admin_audit SET actor_id = $1, after = NULL WHERE subject_id = $2`, [coach.id, client.id]),
    );
  });

  it('is part of the change: when it cannot be written, nothing changes', async () => {
    await app.sql(`ALTER TABLE admin_audit ADD CONSTRAINT broken CHECK (actor_id <> ${admin.id})`);
    expect((await admin.put(`/admin/users/${client.id}`, { full_name: 'Jo' })).status).toBeGreaterThanOrEqual(400);
    expect((await client.get('/users/me')).body.full_name).toBe(client.name);
    await app.sql('ALTER TABLE admin_audit DROP CONSTRAINT broken');
  });

  it('refuses other actions, and entries on one’s own things', async () => {
    const entry = `INSERT INTO admin_audit (actor_id, what, action, subject_id) VALUES`;
    await refuses('admin_audit_action', CHECK, app.sql(`${entry} (1, 'user', 'look', 2)`));
    await refuses('admin_audit_of_others', CHECK, app.sql(`${entry} (1, 'user', 'change', 1)`));
  });
});
