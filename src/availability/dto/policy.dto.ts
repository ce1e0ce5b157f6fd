import { Int } from '../../wire/fields/fields.js';
import { MOST_NOTICE } from './schedule.dto.js';

const LATE = 'Of the price: what a cancellation by the client costs when it comes later than that.';
const NO_SHOW = 'Of the price: what it costs a client not to come.';
const NOTICE = 'A cancellation is late from so many minutes before the start on: one value, that of the schedule.';

/** What it costs to cancel late, or not to come. */
export class PolicyDto {
  @Int({ min: 0, max: 100, description: LATE, example: 50 })
  readonly late_cancellation_percent: number;

  @Int({ min: 0, max: 100, description: NO_SHOW, example: 100 })
  readonly no_show_percent: number;

  @Int({ min: 0, max: MOST_NOTICE, description: NOTICE, example: 720 })
  readonly cancel_notice_minutes: number;
}

/** Body of `PUT /coach/policy`: only what is sent changes. */
export class ChangePolicyDto {
  @Int({ optional: true, min: 0, max: 100, description: LATE, example: 50 })
  readonly late_cancellation_percent?: number;

  @Int({ optional: true, min: 0, max: 100, description: NO_SHOW, example: 100 })
  readonly no_show_percent?: number;

  @Int({ optional: true, min: 0, max: MOST_NOTICE, description: NOTICE, example: 720 })
  readonly cancel_notice_minutes?: number;
}
