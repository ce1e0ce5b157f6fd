import { Module } from '@nestjs/common';
import { LogsService } from './logs.service.js';
import { PlansService } from './plans.service.js';
import { ProgressService } from './progress.service.js';

const services = [LogsService, PlansService, ProgressService];

/** What clients write down, the plans for them, and what it adds up to. */
@Module({ providers: services, exports: services })
export class TrainingModule {}
