/** SQLSTATEs of what constraints refuse. */
export const CHECK = '23514';
export const UNIQUE = '23505';
export const EXCLUSION = '23P01';
export const FOREIGN_KEY = '23503';

/** That PostgreSQL refuses `work` in the name of this constraint. */
export const refuses = (constraint: string, code: string, work: Promise<unknown>) =>
  expect(work).rejects.toMatchObject({ driverError: { code, constraint } });
