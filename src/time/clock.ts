import { Injectable } from '@nestjs/common';

/** Tests replace it to set the time. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
