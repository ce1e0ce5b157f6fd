import { BusyError } from '../../src/auth/auth-errors.js';
import { LoginThrottleService } from '../../src/auth/logins/login-throttle.service.js';
import type { Answer, Caller } from '../support/caller.js';
import { PASSWORD, type Person, TestApp } from '../support/app.js';
import { deadlocksIn } from '../support/statements.js';

const WRONG = 'a wrong password';
const MINUTE = 60_000;

describe('the login throttle', () => {
  let app: TestApp;
  let other: TestApp;
  let addresses = 0;

  beforeAll(async () => {
    // One proxy stands in front, so that each test can come from an address of its own.
    app = await TestApp.start({ TRUST_PROXY: '1' });
    other = await app.twin({ TRUST_PROXY: '1' });
  });

  afterEach(() => {
    app.setTime(null);
    other.setTime(null);
  });

  afterAll(() => app.stop());

  const newAddress = () => `10.0.${Math.floor(++addresses / 250)}.${addresses % 250}`;
  const from = (address: string) => ({ 'x-forwarded-for': address });

  const logIn = (email: string, password: string, address = newAddress(), instance = app): Promise<Answer> =>
    instance.nobody.post('/auth/login', { email, password }, from(address));
  const fail = async (person: Pick<Person, 'email'>, times: number, instance = app): Promise<void> => {
    for (let time = 0; time < times; time++) {
      expect((await logIn(person.email, WRONG, undefined, instance)).status).toBe(401);
    }
  };
  const changePassword = (as: Caller, current_password: string, address = newAddress()): Promise<Answer> =>
    as.post('/auth/password', { current_password, new_password: 'a new staple 2027' }, from(address));
  const later = (milliseconds: number): void => {
    const instant = new Date(Date.now() + milliseconds);
    app.setTime(instant);
    other.setTime(instant);
  };
  const expectThrottled = ({ status, headers, body }: Answer): number => {
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'too-many-attempts' });
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(900);
    return wait;
  };

  it('never deadlocks attempts for one account on two instances', async () => {
    // A transaction pauses after each locked row, so that a possible deadlock happens.
    await app.sql(
      `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN PERFORM pg_sleep(0.05); RETURN coalesce(NEW, OLD); END $$`,
    );
    await app.sql(
      `CREATE TRIGGER dawdle BEFORE UPDATE OR DELETE ON login_throttles FOR EACH ROW EXECUTE FUNCTION dawdle()`,
    );
    const account = (await app.client()).email;
    const before = await deadlocksIn(app);
    for (const address of Array.from({ length: 4 }, newAddress)) {
      const attempts = [app, other, app, other, other].map((instance) => logIn(account, PASSWORD, address, instance));
      for (const { status } of await Promise.all(attempts)) expect([200, 429]).toContain(status);
    }
    await app.sql(`DROP TRIGGER dawdle ON login_throttles`);
    expect((await deadlocksIn(app)) - before).toBe(0);
  });

  it('answers BusyError when 64 attempts run or wait, and gives the place of an attempt back that threw', async () => {
    const throttle = app.nest.get(LoginThrottleService);
    let end: (error: Error) => void = () => undefined;
    const broken = new Promise<boolean>((_, reject) => (end = reject));
    const attempts = Array.from({ length: 64 }, () => throttle.attempt('one@example.com', newAddress(), () => broken));
    const settled = Promise.allSettled(attempts);
    const another = () => throttle.attempt('other@example.com', newAddress(), () => Promise.resolve(true));
    await expect(another()).rejects.toThrow(BusyError);
    end(new Error('broken'));
    expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(another()).resolves.toBe(true);
  });

  describe('of an account', () => {
    it('lets ten attempts fail, and refuses the eleventh with 429 and Retry-After', async () => {
      const client = await app.client();
      await fail(client, 10);
      const answer = await logIn(client.email, WRONG);
      expect(expectThrottled(answer)).toBeGreaterThan(890);
      expect(answer.body.detail).toBe('Too many failed attempts; please try again in 15 minutes.');
    });

    it('refuses the right password too, and lets sessions that exist go on', async () => {
      const client = await app.client();
      await fail(client, 10);
      expectThrottled(await logIn(client.email, PASSWORD));
      expect((await client.get('/auth/me')).status).toBe(200);
    });

    it('refuses an email that nobody has in the same way', async () => {
      await fail({ email: 'nobody@example.com' }, 10);
      expectThrottled(await logIn('nobody@example.com', WRONG));
    });

    it('counts an email in every case as one', async () => {
      const client = await app.client({ email: 'brisk@example.com' });
      const spellings = ['BRISK@example.com', 'brisk@EXAMPLE.com', 'Brisk@Example.Com', 'brisk@example.com'];
      for (let time = 0; time < 10; time++) await logIn(spellings[time % 4]!, WRONG);
      expectThrottled(await logIn(client.email, PASSWORD));
    });

    it('never folds a letter outside ASCII to one inside, in any database', async () => {
      const client = await app.client({ email: 'ilias@example.com' });
      for (let time = 0; time < 10; time++) await logIn('\u0130lias@example.com', WRONG);
      expectThrottled(await logIn('\u0130lias@example.com', PASSWORD));
      expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    });

    it('lets the next attempt in when the oldest failure is a quarter of an hour old, exactly as it said', async () => {
      const client = await app.client();
      await fail(client, 10);
      later(14 * MINUTE);
      const answer = await logIn(client.email, PASSWORD);
      const wait = expectThrottled(answer);
      expect(wait).toBeLessThanOrEqual(60);
      expect(answer.body.detail).toMatch(/^Too many failed attempts; please try again in (1 minute|5\d seconds)\.$/);
      later(14 * MINUTE + wait * 1000);
      expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    });

    it('is not prolonged by attempts that it refused', async () => {
      const client = await app.client();
      await fail(client, 10);
      for (const minutes of [2, 8, 14]) {
        later(minutes * MINUTE);
        expectThrottled(await logIn(client.email, WRONG));
      }
      later(15 * MINUTE + 1000);
      expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    });

    it('forgets failures one by one, so that slow guessing gains nothing', async () => {
      const client = await app.client();
      await fail(client, 5);
      later(8 * MINUTE);
      await fail(client, 5);
      expectThrottled(await logIn(client.email, WRONG));
      later(15 * MINUTE + 1000);
      await fail(client, 5);
      expectThrottled(await logIn(client.email, WRONG));
    });

    it('starts anew after a successful login', async () => {
      const client = await app.client();
      await fail(client, 9);
      expect((await logIn(client.email, PASSWORD)).status).toBe(200);
      await fail(client, 10);
      expectThrottled(await logIn(client.email, WRONG));
    });

    it('counts only wrong passwords of a deactivated account as failed', async () => {
      const gone = await app.client({ isActive: false });
      for (let time = 0; time < 11; time++) expect((await logIn(gone.email, PASSWORD)).status).toBe(401);
      await fail(gone, 10);
      expectThrottled(await logIn(gone.email, PASSWORD));
    });

    it('counts wrong current passwords of a password change, and refuses the change too', async () => {
      const client = await app.client();
      for (let time = 0; time < 5; time++) expect((await changePassword(client, WRONG)).status).toBe(403);
      await fail(client, 5);
      expectThrottled(await changePassword(client, PASSWORD));
      expectThrottled(await logIn(client.email, PASSWORD));
      expect((await client.get('/auth/me')).status).toBe(200);
    });

    it('holds over two instances and a restart', async () => {
      const client = await app.client();
      await fail(client, 5, app);
      await fail(client, 5, other);
      expectThrottled(await logIn(client.email, PASSWORD, undefined, app));
      expectThrottled(await logIn(client.email, PASSWORD, undefined, other));
      const restarted = await app.twin({ TRUST_PROXY: '1' });
      expectThrottled(await logIn(client.email, PASSWORD, undefined, restarted));
    });

    it('tries at most ten of fifty concurrent guesses, on two instances together', async () => {
      const client = await app.client();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => logIn(client.email, WRONG, undefined, index % 2 ? app : other)),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(40).fill(429)]);
    });

    it('never breaks when right and wrong passwords arrive together on two instances', async () => {
      const client = await app.client();
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          logIn(client.email, index % 4 < 2 ? PASSWORD : WRONG, undefined, index % 2 ? app : other),
        ),
      );
      for (const { status } of answers) expect([200, 401, 429]).toContain(status);
    });

    it('keeps no email, only hashes', async () => {
      await fail({ email: 'private@example.com' }, 1);
      const rows = await app.sql(
        'SELECT octet_length(key) AS bytes, login_throttles::text AS row FROM login_throttles',
      );
      expect(new Set(rows.map((row) => (row as { bytes: number }).bytes))).toEqual(new Set([32]));
      expect(JSON.stringify(rows)).not.toContain('private');
    });

    it('forgets what is older than a quarter of an hour', async () => {
      await fail({ email: 'old@example.com' }, 1);
      later(16 * MINUTE);
      const old = () => app.sql("SELECT FROM login_throttles WHERE last_failure_at < now() + interval '30 seconds'");
      for (let left = (await old()).length; left > 0; left -= 10) await logIn('other@example.com', WRONG);
      expect(await old()).toEqual([]);
    });
  });

  describe('of an address', () => {
    let unknown = 0;
    const failFrom = (address: string, instance = app): Promise<Answer> =>
      logIn(`unknown${++unknown}@example.com`, WRONG, address, instance);

    /** One real failure, that many times over in the database: a hundred hashes would take their time. */
    const fill = async (address: string, count = 100, instance = app): Promise<void> => {
      const keys = await app.sql<{ key: Buffer }>('SELECT key FROM login_throttles');
      expect((await failFrom(address, instance)).status).toBe(401);
      await app.sql(
        'UPDATE login_throttles SET failures = array_fill(failures[1], ARRAY[$2::integer]) WHERE key <> ALL ($1)',
        [keys.map(({ key }) => key), count],
      );
    };

    it('lets a hundred attempts fail, for any accounts, and refuses the next with 429', async () => {
      const [address, client] = [newAddress(), await app.client()];
      for (let batch = 0; batch < 2; batch++) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => failFrom(address)));
        expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(401));
      }
      expect(expectThrottled(await logIn(client.email, PASSWORD, address))).toBeGreaterThan(800);
      expect((await logIn(client.email, PASSWORD, newAddress())).status).toBe(200);
    });

    it('does not count logins that succeed', async () => {
      const [address, client] = [newAddress(), await app.client()];
      await fill(address, 99);
      for (let time = 0; time < 5; time++) expect((await logIn(client.email, PASSWORD, address)).status).toBe(200);
      expect((await failFrom(address)).status).toBe(401);
      expectThrottled(await logIn(client.email, PASSWORD, address));
    });

    it('counts wrong current passwords too', async () => {
      const [address, client] = [newAddress(), await app.client()];
      await fill(address, 99);
      expect((await changePassword(client, WRONG, address)).status).toBe(403);
      expectThrottled(await failFrom(address));
      expectThrottled(await changePassword(client, PASSWORD, address));
    });

    it('holds over two instances', async () => {
      const address = newAddress();
      await fill(address, 100, other);
      expectThrottled(await failFrom(address, app));
    });

    it('uses the address that the proxy wrote, not the one that the client wrote before it', async () => {
      const [address, client] = [newAddress(), await app.client()];
      await fill(address);
      for (const claimed of ['1.2.3.4', '127.0.0.1', 'garbage', '1.2.3.4, 5.6.7.8', '']) {
        expectThrottled(await logIn(client.email, PASSWORD, `${claimed}, ${address}`));
      }
    });

    it('ignores the port behind an address', async () => {
      const [address, client] = [newAddress(), await app.client()];
      await fill(`${address}:50122`);
      expectThrottled(await logIn(client.email, PASSWORD, `${address}:50123`));
    });

    it('takes all of an IPv6 /64 for one address, and the next /64 for another', async () => {
      const client = await app.client();
      await fill('2001:db8:0:1::1');
      expectThrottled(await logIn(client.email, PASSWORD, '2001:db8:0:1:2:3:4:5'));
      expect((await logIn(client.email, PASSWORD, '2001:db8:0:2::1')).status).toBe(200);
    });

    it('ignores X-Forwarded-For when no proxy is configured', async () => {
      const direct = await app.twin();
      const client = await app.client();
      await fill('172.16.0.1', 100, direct);
      expectThrottled(await logIn(client.email, PASSWORD, '172.16.0.2', direct));
    });
  });
});
