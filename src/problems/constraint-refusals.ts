import type { DomainError } from '../domain-error.js';

/** What a violated constraint of PostgreSQL means to the caller, by its name. The application module gathers them. */
export type ConstraintRefusals = Readonly<Record<string, () => DomainError>>;

export const CONSTRAINT_REFUSALS = Symbol('constraint refusals');
