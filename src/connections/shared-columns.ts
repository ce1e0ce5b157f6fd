import { USER_FIELDS } from '../users/user-columns.js';

type Field = (typeof USER_FIELDS)[number];

/** By which a client stays listed, whatever they share. */
const NAME_FIELDS: readonly Field[] = ['id', 'full_name', 'role', 'is_active', 'is_verified'];
/** The section `health`. */
const HEALTH_FIELDS: readonly Field[] = ['dietary_restrictions', 'health_complications', 'injuries', 'supplements'];

/**
 * The columns of a client as a coach sees them: what the client does not share is null. `u` is the client; `profile` and `health` are
 * SQL conditions. Health is a part of the profile, so it needs both.
 */
export function sharedColumns(profile: string, health: string): string {
  const columns = USER_FIELDS.map((field) => {
    if (NAME_FIELDS.includes(field)) return `u.${field}`;
    const condition = HEALTH_FIELDS.includes(field) ? `${profile} AND ${health}` : profile;
    return `CASE WHEN ${condition} THEN u.${field} END AS ${field}`;
  });
  return columns.join(', ');
}
