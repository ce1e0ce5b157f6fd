import { type Person, TestApp } from '../support/app.js';

describe('search and lists', () => {
  let app: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.client();
    const coaches = [
      { fullName: 'José García', specialties: 'Fuerza' },
      { fullName: 'Łukasz Żak', specialties: 'Siła' },
      { fullName: 'ΟΔΥΣΣΕΥΣ', specialties: 'Δύναμη' },
      { fullName: 'Émile', specialties: '100%_fit' },
      { fullName: 'eva', specialties: 'Straße' },
      { fullName: 'Zoe', specialties: 'Pilates' },
    ];
    for (const coach of coaches) await app.coach(coach);
  });

  afterAll(() => app.stop());

  const names = async (query: string) => {
    const { status, body } = await client.get(`/bookings/coaches${query}`);
    expect(status).toBe(200);
    return (body as { coach_name: string }[]).map(({ coach_name }) => coach_name);
  };
  const found = (q: string) => names(`?q=${encodeURIComponent(q)}`);

  it.each([
    ['Jose', 'José García'],
    ['GARCIA', 'José García'],
    ['Jose\u0301', 'José García'],
    ['lukasz', 'Łukasz Żak'],
    ['zak', 'Łukasz Żak'],
    ['οδυσσευς', 'ΟΔΥΣΣΕΥΣ'],
    ['οδυσσευσ', 'ΟΔΥΣΣΕΥΣ'],
    ['δυναμη', 'ΟΔΥΣΣΕΥΣ'],
    ['strasse', 'eva'],
    ['100%_f', 'Émile'],
  ])('find by %s', async (q, name) => {
    expect(await found(q)).toEqual([name]);
  });

  it('treat %, _ and \\ as ordinary characters', async () => {
    expect(await found('%')).toEqual(['Émile']);
    expect(await found('_')).toEqual(['Émile']);
    expect(await found('1%0')).toEqual([]);
    expect(await found('\\')).toEqual([]);
    expect(await names('?specialty=PILATES')).toEqual(['Zoe']);
  });

  it('sort as people do, and page in that order', async () => {
    const all = ['Émile', 'eva', 'José García', 'Łukasz Żak', 'Zoe', 'ΟΔΥΣΣΕΥΣ'];
    expect(await names('')).toEqual(all);
    const paged: string[] = [];
    for (let path: string | undefined = '/bookings/coaches?limit=1'; path;) {
      const { body, headers } = await client.get(path);
      paged.push(body[0].coach_name);
      path = /<\/api\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(paged).toEqual(all);
  });

  it('merge the spellings of one exercise, and show the latest spelling', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const spellings = ['squat', ' Squat', 'SQUAT  ', 'Développé  couché', 'developpe couche'];
    for (const exercise_name of spellings) {
      await client.post('/client/workout-logs', { workout_date: today, exercise_name, weight: 50 });
    }
    const { body } = await client.get('/client/charts/workout-volume');
    expect(body.exercises).toEqual(['developpe couche', 'SQUAT  ']);
    expect(body.data['SQUAT  '].dates).toEqual([today]);
    const one = await client.get(`/client/charts/workout-volume?exercise=${encodeURIComponent('sQuat')}`);
    expect(one.body.exercises).toEqual(['SQUAT  ']);
  });
});
