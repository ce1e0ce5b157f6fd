import { Injectable } from '@nestjs/common';

/** The present, so that a rule about time can be tested at any time. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
