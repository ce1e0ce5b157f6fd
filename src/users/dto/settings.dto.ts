import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, field, type FieldOptions, TimeZone } from '../../wire/fields/fields.js';
import { Nested } from '../../wire/fields/nested.js';
import { MOST_REMINDERS, REMINDER_MINUTES, reminderFault } from '../domain/reminder-minutes.js';
import { type Locale, LOCALES } from '../domain/locale.js';

const about = {
  zone: 'Where "today" and "the last 30 days" are meant, and of the times in mails; null means UTC.',
  locale: 'The language of mails and notifications.',
  mail: 'Which mails come. What concerns the account itself always comes.',
  bookings: 'Of bookings: confirmed, moved, cancelled and so on.',
  reminders: 'Before a session; for coaches, what is on today.',
  waitlist: 'Of places on a waitlist.',
  reviews: 'That ask for a review, and that tell of a new one or of an answer.',
  minutes: 'How long before a session a client is reminded, longest first; none for no reminders.',
};

const Reminders = (options: FieldOptions = {}) =>
  field(
    reminderFault,
    {
      type: 'array',
      maxItems: MOST_REMINDERS,
      items: {
        ...{ type: 'integer', format: 'int32', example: 120 },
        ...{ minimum: REMINDER_MINUTES.min, maximum: REMINDER_MINUTES.max },
      },
    },
    { description: about.minutes, example: [1440, 120], ...options },
  );

/** Which mails a user wants. */
export class MailSettingsDto {
  @Bool({ description: about.bookings, example: true })
  readonly bookings: boolean;

  @Bool({ description: about.reminders, example: true })
  readonly reminders: boolean;

  @Bool({ description: about.waitlist, example: true })
  readonly waitlist: boolean;

  @Bool({ description: about.reviews, example: true })
  readonly reviews: boolean;
}

/** The settings of a user. */
export class SettingsDto {
  @TimeZone({ nullable: true, description: about.zone })
  readonly time_zone: string | null;

  @Choice(LOCALES, 'Locale', { description: about.locale, example: 'en' })
  readonly locale: Locale;

  @ApiProperty({ type: MailSettingsDto, description: about.mail })
  readonly mail: MailSettingsDto;

  @Reminders()
  readonly reminder_minutes: readonly number[];
}

const optional = true;

/** In the body of `PUT /users/me/settings`: only what is sent changes. */
export class ChangeMailSettingsDto {
  @Bool({ optional, description: about.bookings, example: true })
  readonly bookings?: boolean;

  @Bool({ optional, description: about.reminders, example: true })
  readonly reminders?: boolean;

  @Bool({ optional, description: about.waitlist, example: true })
  readonly waitlist?: boolean;

  @Bool({ optional, description: about.reviews, example: true })
  readonly reviews?: boolean;
}

/** Body of `PUT /users/me/settings`: only what is sent changes. */
export class ChangeSettingsDto {
  @TimeZone({ optional, nullable: true, description: 'An IANA name, kept as it is spelled; null means UTC.' })
  readonly time_zone?: string | null;

  @Choice(LOCALES, 'Locale', { optional, description: about.locale, example: 'en' })
  readonly locale?: Locale;

  @Nested(ChangeMailSettingsDto, { optional, description: about.mail })
  readonly mail?: ChangeMailSettingsDto;

  @Reminders({ optional })
  readonly reminder_minutes?: readonly number[];
}
