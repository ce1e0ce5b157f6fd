import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { serverDataSource } from './data-source.js';
import { Database } from './database.js';
import { Replica } from './replica.js';
import { Statements } from './statements.js';

const RETRY_MS = 200;

/** The connection pools. `DATABASE_URL` is set by then, be it to the embedded server. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: ({ databaseUrl, databasePoolSize }: Config) => {
        if (databaseUrl === null) throw new Error('The database is to be started before the application.');
        // A machine that stands still for a moment is no reason not to start.
        return { ...serverDataSource(databaseUrl, databasePoolSize), retryAttempts: 3, retryDelay: RETRY_MS };
      },
    }),
  ],
  providers: [Database, Replica, Statements],
  exports: [Database, Replica],
})
export class DatabaseModule {}
