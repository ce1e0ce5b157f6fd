import type { OwnUserDto, UserDto } from './dto/user.dto.js';

const DETAILS = [
  'age',
  'gender',
  'height',
  'weight',
  'bicep_size',
  'waist',
  'target_goals',
  'dietary_restrictions',
  'health_complications',
  'injuries',
  'gym_access',
  'supplements',
  'referral_source',
  'track_record',
  'experience',
  'certifications',
  'competitions',
  'qualifications',
  'specialties',
  'strengths',
  'custom_fields',
] as const satisfies readonly (keyof UserDto)[];

/** The fields of a profile, which are also the names of their columns. */
export const PROFILE_FIELDS = ['full_name', ...DETAILS] as const;

/** The fields of a UserDto, which are also the names of their columns. */
export const USER_FIELDS = [
  'id',
  'email',
  'full_name',
  'role',
  'is_active',
  'is_verified',
  ...DETAILS,
] as const satisfies readonly (keyof UserDto)[];

/** The fields of an OwnUserDto. */
export const OWN_USER_FIELDS = [...USER_FIELDS, 'email_verified_at'] as const satisfies readonly (keyof OwnUserDto)[];

const columns = (fields: readonly string[]) => fields.map((field) => `u.${field}`).join(', ');

/** The columns of a UserDto; `u` is the table or its alias. */
export const USER_COLUMNS = columns(USER_FIELDS);

/** The columns of an OwnUserDto. */
export const OWN_USER_COLUMNS = columns(OWN_USER_FIELDS);

/**
 * SQL that compares emails: the case of ASCII letters does not count, in any locale of the database. The column's own
 * type would compare by the locale. `users_email_key` serves it.
 */
export const emailKey = (email: string) => `lower(${email}::text COLLATE "C")`;

/** The same in code. The locale of this machine does not count either. */
export const emailKeyOf = (email: string) => email.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
