import { TimeZone } from '../../wire/fields.js';

/** The settings of a user. */
export class SettingsDto {
  @TimeZone({ nullable: true, description: 'Where "today" and "the last 30 days" are meant; null means UTC.' })
  readonly time_zone: string | null;
}

/** Body of `PUT /users/me/settings`: only what is sent changes. */
export class ChangeSettingsDto {
  @TimeZone({ optional: true, nullable: true, description: 'An IANA name, kept as it is spelled; null means UTC.' })
  readonly time_zone?: string | null;
}
