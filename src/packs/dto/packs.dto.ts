import { Bool, Int, Line } from '../../wire/fields/fields.js';
import { Nested } from '../../wire/fields/nested.js';
import { PriceDto, WritePriceDto } from '../../wire/fields/price.js';
import { SessionTypeIds } from './session-type-ids.js';

const name = { max: 120, example: 'Ten sessions' };
const sessions = { max: 200, description: 'How many sessions it pays for.', example: 10 };
const price = { description: 'Of the whole pack.' };
const days = {
  ...{ max: 3650, nullable: true, example: 180 },
  description: 'For how many days after the payment its credits can be used; null: for ever.',
};
const active = { description: 'Whether clients can buy it.', example: true };
const optional = true;

/** Several sessions that a coach sells together. */
export class PackDto {
  @Int({ example: 1 })
  readonly id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Line(name)
  readonly name: string;

  @Int(sessions)
  readonly sessions: number;

  @Nested(PriceDto, price)
  readonly price: PriceDto;

  @Int(days)
  readonly valid_days: number | null;

  @SessionTypeIds()
  readonly session_type_ids: readonly number[] | null;

  @Bool(active)
  readonly is_active: boolean;
}

/** Body of `POST /coach/packs`. */
export class MakePackDto {
  @Line(name)
  readonly name: string;

  @Int(sessions)
  readonly sessions: number;

  @Nested(WritePriceDto, price)
  readonly price: WritePriceDto;

  @Int({ ...days, optional })
  readonly valid_days?: number | null;

  @SessionTypeIds({ optional })
  readonly session_type_ids?: readonly number[] | null;

  @Bool({ ...active, optional })
  readonly is_active?: boolean;
}

/** Body of `PUT /coach/packs/{id}`: only what is sent changes, and nothing that was bought. */
export class ChangePackDto {
  @Line({ ...name, optional })
  readonly name?: string;

  @Int({ ...sessions, optional })
  readonly sessions?: number;

  @Nested(WritePriceDto, { ...price, optional })
  readonly price?: WritePriceDto;

  @Int({ ...days, optional })
  readonly valid_days?: number | null;

  @SessionTypeIds({ optional })
  readonly session_type_ids?: readonly number[] | null;

  @Bool({ ...active, optional })
  readonly is_active?: boolean;
}
