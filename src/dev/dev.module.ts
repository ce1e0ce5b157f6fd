import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';
import { DevelopmentClockService } from './development-clock.service.js';

/** What testers need. The application has it in development only, on the embedded database only. */
@Module({ controllers: [ClockController], providers: [DevelopmentClockService] })
export class DevModule {}
