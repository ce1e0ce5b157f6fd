import { toProperties, toWire } from './wire-rows.js';

const COLUMNS = [
  { propertyName: 'id', databaseName: 'id' },
  { propertyName: 'workoutDate', databaseName: 'workout_date' },
  { propertyName: 'durationMinutes', databaseName: 'duration_minutes' },
];

interface Row {
  readonly id: number;
  readonly workout_date: string;
  readonly duration_minutes: number | null;
}

describe('toProperties', () => {
  it('names each field by its property and keeps null, 0 and ""', () => {
    const row = { duration_minutes: null, id: 0, workout_date: '' };
    expect(toProperties(COLUMNS, ['id', 'workout_date', 'duration_minutes'], row)).toEqual({
      durationMinutes: null,
      id: 0,
      workoutDate: '',
    });
  });

  it('leaves out what is not sent', () => {
    expect(toProperties(COLUMNS, ['workout_date', 'duration_minutes'], { workout_date: '2026-11-23' })).toEqual({
      workoutDate: '2026-11-23',
    });
  });

  it('drops fields that are not listed', () => {
    expect(toProperties(COLUMNS, ['workout_date'], { id: 5, user_id: 6, workoutDate: '2026-11-23' })).toEqual({});
  });
});

describe('toWire', () => {
  it('shows the listed fields in their order', () => {
    const log = { durationMinutes: 45, workoutDate: '2026-11-23', id: 5, createdAt: new Date() };
    const row = toWire<Row>(COLUMNS, ['id', 'workout_date', 'duration_minutes'], log);
    expect(JSON.stringify(row)).toBe('{"id":5,"workout_date":"2026-11-23","duration_minutes":45}');
  });

  it('shows null for a property that is not set, and keeps 0', () => {
    const row = toWire<Row>(COLUMNS, ['id', 'duration_minutes'], { id: 0 });
    expect(row).toEqual({ id: 0, duration_minutes: null });
  });

  it('refuses a field without a column', () => {
    expect(() => toWire<{ typo: string }>(COLUMNS, ['typo'], {})).toThrow('No column is named typo.');
  });
});
