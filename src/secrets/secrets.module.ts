import { Global, Module } from '@nestjs/common';
import { SecretsService } from './secrets.service.js';

/** Secrets at rest. */
@Global()
@Module({ providers: [SecretsService], exports: [SecretsService] })
export class SecretsModule {}
