import { BodyMayBeAbsent } from '../../wire/bodies/absent-body.js';
import { Bool } from '../../wire/fields/fields.js';

/** Body of `POST /dev/reset`. */
@BodyMayBeAbsent()
export class ResetDto {
  @Bool({ optional: true })
  readonly scenarios: boolean = false;
}

/** What `POST /dev/reset` did. */
export interface ResetAnswer {
  readonly scenarios: boolean;
  /** How long it took. */
  readonly ms: number;
}
