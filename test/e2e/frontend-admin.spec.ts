import { type Person, TestApp } from '../support/app.js';

const ORIGIN = { origin: 'http://localhost:3000' };

describe('the admin pages and the feedback page of the frontend', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterAll(() => app.stop());

  /** The preflight request that a browser sends before a call with JSON and a token. */
  async function preflight(path: string, method: string, origin: string): Promise<Headers> {
    const response = await fetch(admin.urlOf(path), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    return response.headers;
  }

  it.each([
    ['PUT', '/admin/users/1'],
    ['DELETE', '/admin/users/1'],
    ['POST', '/feedback/'],
    ['PUT', '/feedback/1'],
  ])('may send %s %s from their address, and no other page may', async (method, path) => {
    const headers = await preflight(path, method, ORIGIN.origin);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN.origin);
    expect(headers.get('access-control-allow-methods')).toContain(method);
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    const foreign = await preflight(path, method, 'http://evil.example');
    expect(foreign.get('access-control-allow-origin')).not.toBe('http://evil.example');
  });

  it('edit a user with the whole form', async () => {
    const client = await app.client();
    const form = { full_name: 'Jo', email: 'jo@example.com', role: 'client', is_active: true };
    const { status, body, headers } = await admin.put(`/admin/users/${client.id}`, form, ORIGIN);
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN.origin);
    expect(body).toMatchObject({ id: client.id, ...form });
  });

  it('edit their own account with the whole form', async () => {
    const form = { full_name: 'Ada', email: admin.email, role: 'admin', is_active: true };
    expect((await admin.put(`/admin/users/${admin.id}`, form, ORIGIN)).status).toBe(200);
  });

  it('delete a user with a content type and no body, and show the reason of a refusal', async () => {
    const client = await app.client();
    const json = { ...ORIGIN, 'content-type': 'application/json' };
    const { status, body } = await admin.delete(`/admin/users/${client.id}`, json);
    expect([status, body]).toEqual([204, '']);
    const refused = await admin.delete(`/admin/users/${admin.id}`, json);
    expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN.origin);
    expect(refused.body.detail).toBe('Cannot delete your own account');
  });

  it('show the figures on the dashboard', async () => {
    const { body } = await admin.get('/admin/stats', ORIGIN);
    const figures = [
      body.users.total,
      body.users.active,
      body.users.clients,
      body.users.coaches,
      body.users.admins,
      body.activity.total_workouts,
      body.activity.total_diet_logs,
      body.last_30_days.workouts,
      body.last_30_days.diet_logs,
      body.plans.active_workout_plans,
      body.plans.active_diet_plans,
    ];
    for (const figure of figures) expect(figure).toEqual(expect.any(Number));
  });

  it('send feedback of a guest with empty fields as ""', async () => {
    const form = { message: 'hello', name: '', email: '', is_anonymous: false, page_url: 'http://localhost:3000/' };
    const { status, body } = await app.nobody.post('/feedback/', form, ORIGIN);
    expect(status).toBe(201);
    expect(body).toMatchObject({ message: 'hello', name: null, email: null, page_url: form.page_url, status: 'open' });
  });

  it('send feedback with an expired token', async () => {
    const client = await app.client();
    await client.post('/auth/logout');
    const form = { message: 'hello', name: '', email: '', is_anonymous: false, page_url: 'http://localhost:3000/' };
    expect((await client.post('/feedback/', form, ORIGIN)).status).toBe(201);
  });

  it('read feedback and change its status', async () => {
    const { body: word } = await app.nobody.post('/feedback/', { message: 'hello' }, ORIGIN);
    const { body: all } = await admin.get('/feedback/?skip=0&limit=100', ORIGIN);
    expect(all[0]).toMatchObject({ id: word.id, message: 'hello', status: 'open' });
    const { status, body } = await admin.put(`/feedback/${word.id}`, { status: 'actively_looking' }, ORIGIN);
    expect([status, body.status]).toEqual([200, 'actively_looking']);
  });

  // Lists and figures cover the whole platform, so these tests need their own.
  describe('on their own platform', () => {
    let own: TestApp;
    let admin: Person;

    beforeEach(async () => {
      own = await TestApp.start();
      admin = await own.admin();
    });

    afterEach(() => own.stop());

    it('list and filter users', async () => {
      const coach = await own.coach();
      const { body } = await admin.get('/admin/users?role=coach', ORIGIN);
      expect(body).toMatchObject([{ id: coach.id, full_name: coach.name, email: coach.email, role: 'coach' }]);
    });

    it('draw the charts', async () => {
      const { body: growth } = await admin.get('/admin/charts/user-growth?days=90', ORIGIN);
      for (const role of ['clients', 'coaches', 'admins']) expect(growth[role]).toHaveLength(growth.labels.length);
      const { body: usage } = await admin.get('/admin/charts/platform-usage?days=30', ORIGIN);
      for (const kind of ['workouts', 'diet_logs']) expect(usage[kind].data).toHaveLength(usage[kind].labels.length);
      const { body: coaches } = await admin.get('/admin/charts/coach-performance', ORIGIN);
      for (const total of ['total_workout_plans', 'total_diet_plans', 'total_clients']) {
        expect(coaches[total]).toEqual(expect.any(Number));
      }
      const { body: health } = await admin.get('/admin/charts/system-health?days=7', ORIGIN);
      expect((health as { active_rate: number }).active_rate.toFixed(1)).toBe('0.0');
      expect(health.daily_active_users.data).toHaveLength(health.daily_active_users.labels.length);
      const { body: report } = await admin.get('/admin/reports/usage?days=30', ORIGIN);
      expect(report.report_period_days).toBe(30);
      expect(report.top_users).toEqual([]);
    });
  });
});
