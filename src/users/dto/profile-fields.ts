import { Line, Text } from '../../wire/fields/fields.js';
import { FormInt, FormJson } from '../../wire/fields/form-fields.js';

/** The fields that the profile forms of clients and coaches have in common. */
export const ProfileName = () => Line({ max: 255, optional: true, example: 'Avery Brooks' });

export const ProfileText = (example: string, max = 10_000) =>
  Text({ max, optional: true, nullable: true, emptyIsNull: true, example });

/** A text of a profile on one line. */
export const ProfileLine = (example: string, max: number) =>
  Line({ max, optional: true, nullable: true, emptyIsNull: true, example });

export const Age = () => FormInt({ max: 150, description: 'Years.', example: 34 });

export const CustomFields = () => FormJson({ description: 'Anything else.', example: { shoe_size: 39 } });
