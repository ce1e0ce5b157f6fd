import { Bool, Choice, Int, Text } from '../../wire/fields/fields.js';
import { Nested } from '../../wire/fields/nested.js';
import { PriceDto, WritePriceDto } from '../../wire/fields/price.js';
import { LOCATION_KINDS, type LocationKind, PAYMENT_TERMS, type PaymentTerms } from '../session-type.entity.js';

const minutes = { min: 5, max: 480, description: 'How long a session takes.', example: 60 };
const before = { min: 0, max: 120, description: 'Free time that it wants before it.', example: 0 };
const after = { min: 0, max: 120, description: 'Free time that it wants after it.', example: 15 };
const capacity = { max: 500, description: 'Seats of a group session; 1 is a session for one client.', example: 1 };
const position = { min: 0, description: 'Types are listed in this order.', example: 0 };
const active = { description: 'Whether clients can book it.', example: true };
const name = { max: 120, example: 'Training session' };
const description = { max: 2000, nullable: true, example: 'Strength and mobility.' };
const location = { max: 500, nullable: true, example: 'Studio 2' };
const kind = { description: 'How people meet. A video session gets a room.', example: 'in_person' };
const price = { nullable: true, description: 'Of a session, for each client. Bookings keep theirs when it changes.' };
const payment = {
  description:
    '`free`: nothing is to be paid. `at_session`: in person. `to_book`: a booking holds its time for 30 minutes, until it is paid. ' +
    '`credits_only`: with a credit of a pack, which the others take, too, if the client has one.',
  example: 'at_session',
};
const optional = true;

/** What a coach offers. */
export class SessionTypeDto {
  @Int({ example: 1 })
  readonly id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Text(name)
  readonly name: string;

  @Text(description)
  readonly description: string | null;

  @Int(minutes)
  readonly minutes: number;

  @Int(before)
  readonly buffer_before_minutes: number;

  @Int(after)
  readonly buffer_after_minutes: number;

  @Int(capacity)
  readonly capacity: number;

  @Text(location)
  readonly location: string | null;

  @Choice(LOCATION_KINDS, 'LocationKind', kind)
  readonly location_kind: LocationKind;

  @Nested(PriceDto, price)
  readonly price: PriceDto | null;

  @Choice(PAYMENT_TERMS, 'PaymentTerms', payment)
  readonly payment: PaymentTerms;

  @Bool(active)
  readonly is_active: boolean;

  @Int(position)
  readonly position: number;
}

/** Body of `POST /coach/session-types`. */
export class MakeSessionTypeDto {
  @Text(name)
  readonly name: string;

  @Text({ ...description, optional, emptyIsNull: true })
  readonly description?: string | null;

  @Int(minutes)
  readonly minutes: number;

  @Int({ ...before, optional })
  readonly buffer_before_minutes?: number;

  @Int({ ...after, optional })
  readonly buffer_after_minutes?: number;

  @Int({ ...capacity, optional })
  readonly capacity?: number;

  @Text({ ...location, optional, emptyIsNull: true })
  readonly location?: string | null;

  @Choice(LOCATION_KINDS, 'LocationKind', { ...kind, optional })
  readonly location_kind?: LocationKind;

  @Nested(WritePriceDto, { ...price, optional })
  readonly price?: WritePriceDto | null;

  @Choice(PAYMENT_TERMS, 'PaymentTerms', { ...payment, optional })
  readonly payment?: PaymentTerms;

  @Bool({ ...active, optional })
  readonly is_active?: boolean;

  @Int({ ...position, optional })
  readonly position?: number;
}

/** Body of `PUT /coach/session-types/{id}`: only what is sent changes, and no booking. */
export class ChangeSessionTypeDto {
  @Text({ ...name, optional })
  readonly name?: string;

  @Text({ ...description, optional, emptyIsNull: true })
  readonly description?: string | null;

  @Int({ ...minutes, optional })
  readonly minutes?: number;

  @Int({ ...before, optional })
  readonly buffer_before_minutes?: number;

  @Int({ ...after, optional })
  readonly buffer_after_minutes?: number;

  @Int({ ...capacity, optional })
  readonly capacity?: number;

  @Text({ ...location, optional, emptyIsNull: true })
  readonly location?: string | null;

  @Choice(LOCATION_KINDS, 'LocationKind', { ...kind, optional })
  readonly location_kind?: LocationKind;

  @Nested(WritePriceDto, { ...price, optional })
  readonly price?: WritePriceDto | null;

  @Choice(PAYMENT_TERMS, 'PaymentTerms', { ...payment, optional })
  readonly payment?: PaymentTerms;

  @Bool({ ...active, optional })
  readonly is_active?: boolean;

  @Int({ ...position, optional })
  readonly position?: number;
}
