import { type Person, TestApp } from '../support/app.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { statementsOf } from '../support/statements.js';

/** Half an hour before midnight in UTC. Further east the next day has begun. */
const NOW = new Date('2026-11-24T23:30:00Z');
const TODAY = '2026-11-24';
const TOMORROW = '2026-11-25';

const CHARTS = ['workout-frequency', 'diet-adherence', 'workout-volume'];

describe('own charts', () => {
  let app: TestApp;
  let me: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  beforeEach(async () => {
    app.setTime(null);
    me = await app.client();
    app.setTime(NOW);
  });

  const workout = (workout_date: string, exercise_name = 'Squat', weight: number | null = null, of = me) =>
    insert(app, 'workout_logs', { user_id: of.id, workout_date, exercise_name, weight });

  const meal = (meal_date: string, figures: object = {}, of = me) =>
    insert(app, 'diet_logs', { user_id: of.id, meal_date, meal_type: 'lunch', food_name: 'Rice', ...figures });

  const plan = (more: object, of = me) =>
    insert(app, 'diet_plans', { user_id: of.id, name: 'Plan', start_date: '2026-11-01', status: 'active', ...more });

  const chart = async (name: string) => {
    const { status, body } = await me.get(`/client/charts/${name}`);
    expect(status).toBe(200);
    return body;
  };

  describe.each(CHARTS)('%s', (name) => {
    it('takes one statement for any number of rows', async () => {
      for (const day of [TODAY, '2026-11-23', '2026-11-22']) await Promise.all([workout(day, 'Squat', 1), meal(day)]);
      expect(await statementsOf(app, () => chart(name))).toHaveLength(1);
    });

    it('takes days from 1 to 3650', async () => {
      await chart(`${name}?days=1`);
      await chart(`${name}?days=3650`);
      for (const days of ['0', '-1', '3651', '1.5', '0x10', '1e3', 'abc', '', '%2030', '30&days=30', '99999999999']) {
        expectFieldsRefused(await me.get(`/client/charts/${name}?days=${days}`), 'days');
      }
    });

    it('is closed without a login', async () => {
      expectRefusal(await app.nobody.get(`/client/charts/${name}`), 401, 'unauthenticated');
    });
  });

  describe('workout-frequency', () => {
    it('counts the logged exercises of each day that has any, the earliest first', async () => {
      for (const day of [TODAY, '2026-11-20', TODAY, TODAY, '2026-11-22']) await workout(day);
      expect(await chart('workout-frequency')).toEqual({
        labels: ['2026-11-20', '2026-11-22', TODAY],
        data: [1, 1, 3],
      });
    });

    it('covers today − 30 to today by default', async () => {
      for (const day of ['2026-10-24', '2026-10-25', '2026-11-22', '2026-11-23', TODAY, TOMORROW]) await workout(day);
      expect((await chart('workout-frequency')).labels).toEqual(['2026-10-25', '2026-11-22', '2026-11-23', TODAY]);
      expect((await chart('workout-frequency?days=31')).labels).toHaveLength(5);
      expect((await chart('workout-frequency?days=1')).labels).toEqual(['2026-11-23', TODAY]);
    });

    it('is empty for a user without logs, although other users have logs', async () => {
      const other = await app.coach();
      await workout(TODAY, 'Squat', null, other);
      expect(await chart('workout-frequency')).toEqual({ labels: [], data: [] });
    });
  });

  describe('diet-adherence', () => {
    const NO_TARGETS = { calories: null, protein: null, carbs: null, fat: null };

    it('sums the diet logs of each day as decimals, and counts null as 0', async () => {
      await meal(TODAY, { calories: 500, protein_grams: 30.5, carbs_grams: 0.1, fat_grams: 10 });
      await meal(TODAY, { calories: 250.25, carbs_grams: 0.2 });
      await meal('2026-11-20', { calories: 80 });
      await meal('2026-11-21');
      expect(await chart('diet-adherence')).toEqual({
        labels: ['2026-11-20', '2026-11-21', TODAY],
        calories: [80, 0, 750.25],
        protein: [0, 0, 30.5],
        carbs: [0, 0, 0.3],
        fat: [0, 0, 10],
        targets: NO_TARGETS,
      });
    });

    it('covers today − 30 to today by default', async () => {
      for (const day of ['2026-10-24', '2026-10-25', '2026-11-23', TODAY, TOMORROW]) await meal(day);
      expect((await chart('diet-adherence')).labels).toEqual(['2026-10-25', '2026-11-23', TODAY]);
      expect((await chart('diet-adherence?days=1')).labels).toEqual(['2026-11-23', TODAY]);
    });

    it('shows the targets of the active diet plan that starts last; of two with the same day, the newest', async () => {
      await plan({ start_date: '2026-11-10', target_calories: 2100, target_protein_grams: 140.5, target_fat_grams: 0 });
      await plan({ start_date: '2026-11-01', target_calories: 1 });
      for (const status of ['completed', 'paused', 'cancelled']) {
        await plan({ start_date: '2026-11-20', status, target_calories: 2 });
      }
      expect((await chart('diet-adherence')).targets).toEqual({ calories: 2100, protein: 140.5, carbs: null, fat: 0 });
      await plan({ start_date: '2026-11-10', target_carbs_grams: 200 });
      expect((await chart('diet-adherence')).targets).toEqual({ calories: null, protein: null, carbs: 200, fat: null });
    });

    it('is empty for a user without logs and plans, although other users have some', async () => {
      const other = await app.coach();
      await Promise.all([meal(TODAY, { calories: 5 }, other), plan({ target_calories: 5 }, other)]);
      expect(await chart('diet-adherence')).toEqual({
        labels: [],
        calories: [],
        protein: [],
        carbs: [],
        fat: [],
        targets: NO_TARGETS,
      });
    });
  });

  describe('workout-volume', () => {
    it('shows the mean and the greatest weight of each exercise and day, and leaves out logs without a weight', async () => {
      await workout(TODAY, 'Squat', 60);
      await workout(TODAY, 'Squat', 62.5);
      await workout(TODAY, 'Squat', 65.5);
      await workout(TODAY, 'Squat');
      await workout('2026-11-20', 'Squat', 50);
      await workout('2026-11-21', 'Squat');
      await workout('2026-11-21', 'Bench Press', 0);
      await workout(TODAY, 'Running');
      expect(await chart('workout-volume')).toEqual({
        exercises: ['Bench Press', 'Squat'],
        data: {
          'Bench Press': { dates: ['2026-11-21'], avg_weights: [0], max_weights: [0] },
          Squat: {
            dates: ['2026-11-20', TODAY],
            avg_weights: [50, expect.closeTo(62.6667, 4)],
            max_weights: [50, 65.5],
          },
        },
      });
    });

    it('sorts the exercises by name and merges spellings of one name', async () => {
      for (const name of ['squat', 'Bench', 'row', 'Squat', 'Bench']) await workout(TODAY, name, 1);
      expect((await chart('workout-volume')).exercises).toEqual(['Bench', 'row', 'Squat']);
    });

    it('shows only the exercise that is asked for', async () => {
      for (const name of ['Squat', 'Bench Press', `x'; DROP TABLE users; --%`]) await workout(TODAY, name, 1);
      const only = async (name: string) =>
        (await chart(`workout-volume?exercise=${encodeURIComponent(name)}`)).exercises;
      expect(await only('Squat')).toEqual(['Squat']);
      expect(await only(`x'; DROP TABLE users; --%`)).toEqual([`x'; DROP TABLE users; --%`]);
      expect(await only('%')).toEqual([]);
      for (const query of ['exercise=', 'exercise=a&exercise=b', `exercise=${'x'.repeat(256)}`, 'exercise=%00']) {
        expectFieldsRefused(await me.get(`/client/charts/workout-volume?${query}`), 'exercise');
      }
    });

    it('takes any exercise name, even a property name of JavaScript objects', async () => {
      for (const name of ['__proto__', 'constructor', '10', '9']) await workout(TODAY, name, 5);
      const { exercises, data } = await chart('workout-volume');
      expect(exercises).toEqual(['__proto__', '10', '9', 'constructor']);
      expect(Object.keys(data as object).sort()).toEqual([...exercises].sort());
    });

    it('shows at most the latest 500 exercises and 10,000 points', async () => {
      await app.sql(
        `INSERT INTO workout_logs (user_id, workout_date, exercise_name, weight)
         SELECT $1::integer, $2::date - 1, 'Old ' || n, 5 FROM generate_series(1, 300) n UNION ALL
         SELECT $1, $2::date, 'New ' || n, 5 FROM generate_series(1, 400) n`,
        [me.id, TODAY],
      );
      const { exercises } = await chart('workout-volume');
      expect(exercises).toHaveLength(500);
      expect((exercises as string[]).filter((name) => name.startsWith('New'))).toHaveLength(400);
      await app.sql(
        `INSERT INTO workout_logs (user_id, workout_date, exercise_name, weight)
         SELECT $1, $2::date - day, 'Often ' || n, 5 FROM generate_series(1, 20) n, generate_series(0, 999) day`,
        [me.id, TODAY],
      );
      const { data } = await chart('workout-volume?days=3650');
      const points = Object.values(data as Record<string, { dates: string[] }>).flatMap(({ dates }) => dates);
      expect(points.length).toBeLessThanOrEqual(10_000);
      expect(points.length).toBeGreaterThan(9_000);
    });

    it('covers today − 90 to today by default', async () => {
      for (const day of ['2026-08-25', '2026-08-26', TODAY, TOMORROW]) await workout(day, 'Squat', 5);
      expect((await chart('workout-volume')).data.Squat.dates).toEqual(['2026-08-26', TODAY]);
      expect((await chart('workout-volume?days=91')).data.Squat.dates).toHaveLength(3);
    });

    it('is empty for a user without logs, although other users have logs', async () => {
      const other = await app.coach();
      await workout(TODAY, 'Squat', 5, other);
      expect(await chart('workout-volume')).toEqual({ exercises: [], data: {} });
    });
  });

  it('show coaches and admins their own logs', async () => {
    app.setTime(null);
    const people = [await app.coach(), await app.admin()];
    app.setTime(NOW);
    for (const person of people) {
      await workout(TODAY, 'Squat', 5, person);
      const { body } = await person.get('/client/charts/workout-frequency');
      expect(body).toEqual({ labels: [TODAY], data: [1] });
    }
  });
});
