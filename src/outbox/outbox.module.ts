import { Module } from '@nestjs/common';
import { Worker } from './worker.js';

/** The worker's loop. Areas above register what it runs. */
@Module({ providers: [Worker], exports: [Worker] })
export class OutboxModule {}
