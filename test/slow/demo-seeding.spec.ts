import { seedDemoWorld, seedWhenEmpty } from '../../seeds/demo-world.js';
import { dumpOf, peopleIn, withDatabase } from '../support/demo.js';

const quiet = () => undefined;

describe('making the demo world', () => {
  const MORNING = new Date('2026-03-01T00:00:00.000Z');
  const NIGHT = new Date('2026-03-01T23:59:59.999Z');

  it('makes the same world at any time of day', async () => {
    const [first, second] = await Promise.all(
      [MORNING, NIGHT].map((now) =>
        withDatabase(async (url) => {
          await seedDemoWorld(url, quiet, now);
          return dumpOf(url);
        }),
      ),
    );
    expect(first).toEqual(second);
    expect(JSON.stringify(first).length).toBeGreaterThan(100_000);
  });

  it('refuses a database with only some of the demo accounts, and changes nothing', () =>
    withDatabase(async (url, sql) => {
      await seedDemoWorld(url, quiet);
      await sql(`UPDATE users SET email = 'renamed@example.com' WHERE email = 'client3@vibe.com'`);
      const before = await dumpOf(url);
      await expect(seedDemoWorld(url, quiet)).rejects.toThrow(/client3@vibe\.com.*Nothing was changed/);
      expect(await dumpOf(url)).toEqual(before);
    }));

  it('tells nobody of its bookings', () =>
    withDatabase(async (url, sql) => {
      await seedDemoWorld(url, quiet);
      const [events] = await sql(`SELECT count(*)::integer > 0 AS some, count(due_at)::integer AS waiting FROM events`);
      expect(events).toEqual({ some: true, waiting: 0 });
    }));

  it('rolls everything back when its last step fails', () =>
    withDatabase(async (url, sql) => {
      await sql(`ALTER TABLE feedback ADD CONSTRAINT nothing_open CHECK (status <> 'open')`);
      await expect(seedDemoWorld(url, quiet)).rejects.toThrow('nothing_open');
      expect(await peopleIn(url)).toBe(0);
    }));

  it('happens once when two processes start at the same time', () =>
    withDatabase(async (url) => {
      const outcomes = await Promise.all([seedDemoWorld(url, quiet), seedDemoWorld(url, quiet)]);
      expect(outcomes.sort()).toEqual([false, true]);
      expect(await peopleIn(url)).toBe(14);
    }));

  it('happens at the start of the server only in an empty database', () =>
    withDatabase(async (url, sql) => {
      await sql(`INSERT INTO users (email, password_hash, full_name) VALUES ('jo@example.com', 'none', 'Jo')`);
      await seedWhenEmpty(url, quiet);
      expect(await peopleIn(url)).toBe(1);
      await sql(`DELETE FROM users`);
      await seedWhenEmpty(url, quiet);
      expect(await peopleIn(url)).toBe(14);
    }));
});
