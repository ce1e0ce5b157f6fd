import { Module } from '@nestjs/common';
import { ChartsService } from './charts.service.js';
import { LogsService } from './logs.service.js';
import { PlansService } from './plans.service.js';
import { ProgressService } from './progress.service.js';

const services = [ChartsService, LogsService, PlansService, ProgressService];

/** What clients write down, the plans for them, and what it all adds up to. */
@Module({ providers: services, exports: services })
export class TrainingModule {}
