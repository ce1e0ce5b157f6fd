import type { DomainError } from '../domain-error.js';

/** Makes the refusal for a violated constraint, by the constraint’s name. app.module.ts merges those of all modules. */
export type ConstraintRefusals = Readonly<Record<string, () => DomainError>>;

export const CONSTRAINT_REFUSALS = Symbol('constraint refusals');
