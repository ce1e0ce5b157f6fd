import { Module } from '@nestjs/common';
import { LogsService } from './logs.service.js';
import { ProgressService } from './progress.service.js';

/** What clients write down, and what it adds up to. */
@Module({ providers: [LogsService, ProgressService], exports: [LogsService, ProgressService] })
export class TrainingModule {}
