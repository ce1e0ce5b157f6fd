import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { CardPayments } from '../config/payments-config.js';
import { type Entities, serverDataSource } from './connecting/data-source.js';
import { Database } from './database.js';
import { DatabaseClock } from './database-clock.js';
import { Replica } from './replica.js';
import { Statements } from './statements.js';

const RETRY_MS = 200;

/** The connection pools. `DATABASE_URL` is set by now; it may lead to the embedded server. */
@Global()
@Module({})
export class DatabaseModule {
  static with(entities: Entities): DynamicModule {
    const connections = TypeOrmModule.forRootAsync({
      inject: [Config, CardPayments],
      useFactory: ({ databaseUrl, databasePoolSize, clientLimit, coachSignup }: Config, { provider }: CardPayments) => {
        if (databaseUrl === null) throw new Error('DATABASE_URL must be known before the application is created.');
        // A short stall of the machine must not fail the start.
        const source = serverDataSource(databaseUrl, databasePoolSize, entities, {
          // A trigger books only what a credit pays for where nobody takes cards (bookings_by_credit).
          'app.cards': provider,
          // Triggers offer those who wait what they could book (waitlist_next, waitlist_offer_slot, waitlist_offer_seats).
          'app.client_limit': String(clientLimit ?? 0),
          'app.coach_signup': coachSignup,
        });
        return { ...source, retryAttempts: 3, retryDelay: RETRY_MS };
      },
    });
    return {
      module: DatabaseModule,
      imports: [connections],
      providers: [Database, DatabaseClock, Replica, Statements],
      exports: [Database, Replica],
    };
  }
}
