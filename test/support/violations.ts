/** The SQLSTATEs of violated constraints. */
export const CHECK = '23514';
export const UNIQUE = '23505';
export const EXCLUSION = '23P01';
export const FOREIGN_KEY = '23503';

/** Expects that PostgreSQL refuses `work` and names this constraint. */
export const refuses = (constraint: string, code: string, work: Promise<unknown>) =>
  expect(work).rejects.toMatchObject({ driverError: { code, constraint } });
