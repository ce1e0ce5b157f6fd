import { Sessions } from '../../src/auth/sessions.js';
import { BookingsReader } from '../../src/bookings/bookings.reader.js';
import { BookingsService } from '../../src/bookings/bookings.service.js';
import { CoachesService } from '../../src/bookings/coaches.service.js';
import type { BookingsQuery } from '../../src/bookings/dto/booking-requests.dto.js';
import { Config } from '../../src/config/config.js';
import type { Database } from '../../src/database/database.js';
import type { Replica } from '../../src/database/replica.js';
import { IdempotencyService } from '../../src/http/idempotency.service.js';
import { Clock } from '../../src/time/clock.js';
import { UsersService } from '../../src/users/users.service.js';

/**
 * The SQL of the product, taken from the product: its services are asked once with a database that writes down what it
 * is told to run. The baselines thereby run the same statements, whatever becomes of them.
 */
export async function productStatements() {
  const recorder = new Recorder();
  const database = recorder as unknown as Database;
  const clock = new Clock();
  const config = new Config({ NODE_ENV: 'test' });
  const coaches = new CoachesService(database, recorder as unknown as Replica, config);
  const someone = { id: 1, role: 'client', sessionId: '', requestId: '' } as const;
  const bookings = new BookingsService(database, clock, new IdempotencyService(database, config), coaches);
  const request = { coachId: 1, slotNumber: 1, scheduledAt: null, notes: null };
  const page = { limit: PAGE } as BookingsQuery;
  const statementOf = async (work: () => Promise<unknown>) => {
    await work();
    return recorder.last;
  };
  return {
    session: await statementOf(() => new Sessions(database, clock).principalOf('', 1)),
    me: await statementOf(() => new UsersService(database).find(1)),
    coaches: await statementOf(() => coaches.list({ limit: PAGE })),
    myBookings: await statementOf(() => new BookingsReader(database).listMine(someone, page)),
    book: await statementOf(() => bookings.book(1, request, null)),
  };
}

/** Rows of a page of a list, which asks for one more to know whether there is another page. */
export const PAGE = 200;

class Recorder {
  last = '';

  rows(text: string): Promise<object[]> {
    this.last = text;
    return Promise.resolve([{}]);
  }
}
