import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectFieldsRefused } from '../support/refusals.js';

interface Row {
  readonly id: number;
  readonly full_name: string;
}

describe('the list of users', () => {
  let app: TestApp;
  let admin: Person;
  const people: Record<string, Person> = {};

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
    for (const name of ['Zoë Adler', 'ädam 100%', 'Adam Brown', 'bea_Cole'])
      people[name] = await app.client({ fullName: name });
    await app.sql(`UPDATE users SET is_active = false WHERE id = $1`, [people['Adam Brown']!.id]);
    await app.sql(`UPDATE users SET is_verified = id = $2 WHERE id = ANY ($1)`, [
      Object.values(people).map(({ id }) => id),
      people['Zoë Adler']!.id,
    ]);
    await app.sql(`UPDATE users SET email = 'Odd.Address@example.org' WHERE id = $1`, [people['bea_Cole']!.id]);
  });

  afterAll(() => app.stop());

  const namesOf = async (query: string) => {
    const pages = await walk<Row>(admin, `/admin/users?role=client&${query}`);
    return pages.flat().map(({ full_name }) => full_name);
  };

  it.each([
    ['q=ADAM', ['Adam Brown', 'ädam 100%']],
    ['q=0%25', ['ädam 100%']],
    ['q=_', ['bea_Cole']],
    ['q=odd.address', ['bea_Cole']],
    ['q=zoe', ['Zoë Adler']],
    ['q=nobody', []],
    ['is_active=false', ['Adam Brown']],
    ['is_active=true', ['bea_Cole', 'ädam 100%', 'Zoë Adler']],
    ['is_verified=true', ['Zoë Adler']],
    ['is_verified=false&is_active=true&q=a', ['bea_Cole', 'ädam 100%']],
    ['sort=created_at', ['bea_Cole', 'Adam Brown', 'ädam 100%', 'Zoë Adler']],
    ['sort=full_name', ['ädam 100%', 'Adam Brown', 'bea_Cole', 'Zoë Adler']],
    ['sort=full_name&is_active=true', ['ädam 100%', 'bea_Cole', 'Zoë Adler']],
  ])('with ?%s has these, in pages of one and of many', async (query, names) => {
    expect(await namesOf(query)).toEqual(names);
    expect(await namesOf(`${query}&limit=1`)).toEqual(names);
    const { headers } = await admin.get(`/admin/users?role=client&${query}&count=true&limit=1`);
    expect(headers.get('x-total-count')).toBe(String(names.length));
  });

  it.each([
    ['q', 'q='],
    ['is_active', 'is_active=yes'],
    ['is_verified', 'is_verified='],
    ['sort', 'sort=email'],
    ['sort', 'sort=full_name&sort=created_at'],
    ['count', 'count='],
    ['count', 'count=true&count=true'],
  ])('refuses a wrong %s: ?%s', async (field, query) => {
    expectFieldsRefused(await admin.get(`/admin/users?${query}`), field);
  });
});
