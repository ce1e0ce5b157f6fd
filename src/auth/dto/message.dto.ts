import { Text } from '../../wire/fields/fields.js';

/** Confirms what was done, in words that a page can show. */
export class MessageDto {
  @Text({ max: 200, example: 'Logged out' })
  readonly message: string;

  @Text({ max: 200, example: 'Your session is over.' })
  readonly detail: string;
}
