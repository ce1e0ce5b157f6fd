import { Injectable } from '@nestjs/common';
import { AccessLogService, type Reader } from '../audit/access-log.service.js';
import type { HealthData } from '../audit/health-data.js';
import { Database, type Rows } from '../database/database.js';
import { KeysetList, type Order, type Parameter } from '../wire/lists/keyset-list.js';
import type { NamePageQuery, Page } from '../wire/lists/paging.js';
import { byName } from '../database/rows/texts.js';
import type { UserDto } from '../users/dto/user.dto.js';
import { USER_COLUMNS } from '../users/user-columns.js';
import { ClientNotFoundError, NotConnectedError } from './connection-errors.js';

const CONNECTS = `status IN ('confirmed', 'completed')`;

/** Answers whether the reader may see the client. If so, the same statement writes the row of the access log. */
const CONNECTED = `
  WITH client AS (
    SELECT u.id, $3 = 'admin' OR EXISTS (
             SELECT FROM bookings WHERE coach_id = $2 AND client_id = u.id AND ${CONNECTS}) AS open
      FROM users u WHERE u.id = $1 AND u.role = 'client'
  ), entry AS (
    INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id)
    SELECT id, $2, $3::user_role, $4::health_data, $5::uuid FROM client WHERE open AND id <> $2 AND $4 IS NOT NULL
  )
  SELECT open FROM client`;

const CLIENT = `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.role = 'client'`;

/**
 * Opening clause of a statement: `mine (client_id)` has the connected clients of a coach, whose id is the parameter
 * `coach`. Jumps from client to client in the index, so many bookings of one client cost nothing.
 */
export const connectedClients = (coach: Parameter) => `
  WITH RECURSIVE mine AS (
    (SELECT client_id FROM bookings WHERE coach_id = ${coach} AND ${CONNECTS} ORDER BY client_id LIMIT 1)
    UNION ALL
    SELECT (SELECT b.client_id FROM bookings b
             WHERE b.coach_id = ${coach} AND b.client_id > mine.client_id AND b.${CONNECTS} ORDER BY b.client_id LIMIT 1)
      FROM mine WHERE mine.client_id IS NOT NULL
  )`;

/**
 * Conditions on a column `user_id`. A user who is not a client now is nobody's client. With an array PostgreSQL looks
 * each client of `mine` up in an index. With `IN (SELECT …)` it cannot estimate their number, and reads the rows of all
 * users.
 */
const OF_MINE = `user_id = ANY (ARRAY(
  SELECT u.id FROM mine JOIN users u ON u.id = mine.client_id WHERE u.role = 'client'))`;
/** The same for one row: it asks for the client of that row alone. */
const OF_ONE_OF_MINE = `EXISTS (
  SELECT FROM bookings b JOIN users u ON u.id = b.client_id
   WHERE b.coach_id = $2 AND b.client_id = user_id AND b.${CONNECTS} AND u.role = 'client')`;
const OF_A_CLIENT = `user_id IN (SELECT id FROM users WHERE role = 'client')`;
/** The same for counts over all users: it compares with coaches and admins, who are few. */
const OF_NO_OTHER = `user_id NOT IN (SELECT id FROM users WHERE role IN ('coach', 'admin'))`;

const BY_NAME: Order<UserDto> = {
  key: byName('u.full_name'),
  keyOf: byName,
  id: 'u.id',
  direction: 'ASC',
  cursorOf: (user) => ({ value: user.full_name, id: user.id }),
};

/**
 * Parts of a statement over the rows of many users: `opening` begins the statement, `condition` restricts a column
 * `user_id`. Both use the requested parameter, whose value is `value`.
 */
export interface Scope {
  readonly opening: string;
  readonly condition: string;
  readonly value: number;
}

/** PostgreSQL refuses a parameter that the statement does not use. */
const everyone = (id: number, parameter: Parameter, condition: string): Scope => ({
  opening: '',
  condition: `${condition} AND ${parameter}::integer IS NOT NULL`,
  value: id,
});

/**
 * The one place that decides on connections: a coach and a client are connected while they share a booking that is
 * confirmed or completed. Admins see every client. Each request asks anew; no answer is cached.
 */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly accessLog: AccessLogService,
  ) {}

  /**
   * Lets a reader see a client and notes `what` in the access log; with null it notes nothing. Throws ClientNotFoundError
   * when the client does not exist, NotConnectedError when the reader is not connected.
   */
  async admitReader(
    reader: Reader,
    clientId: number,
    what: HealthData | null,
    db: Rows = this.database,
  ): Promise<void> {
    const { id, role, requestId } = reader;
    const [client] = await db.rows<{ open: boolean }>(CONNECTED, [clientId, id, role, what, requestId]);
    if (!client) throw new ClientNotFoundError();
    if (!client.open) throw new NotConnectedError();
  }

  /** The same decision for statements over many clients. `parameter` is the placeholder for the reader's id. */
  visibleTo({ id, role }: Reader, parameter: Parameter = '$2'): Scope {
    return role === 'admin'
      ? everyone(id, parameter, OF_A_CLIENT)
      : { opening: connectedClients(parameter), condition: OF_MINE, value: id };
  }

  /** The same for a statement that reads one row. */
  visibleOne(reader: Reader): Scope {
    const { id, role } = reader;
    return role === 'admin' ? this.visibleTo(reader) : { opening: '', condition: OF_ONE_OF_MINE, value: id };
  }

  /** The same for figures that name no client. */
  countedFor(reader: Reader, parameter: Parameter = '$2'): Scope {
    return reader.role === 'admin' ? everyone(reader.id, parameter, OF_NO_OTHER) : this.visibleTo(reader, parameter);
  }

  async client(clientId: number): Promise<UserDto> {
    const [client] = await this.database.rows<UserDto>(CLIENT, [clientId]);
    if (!client) throw new ClientNotFoundError();
    return client;
  }

  /** The connected clients of a coach, or all clients for an admin. Sorted by name; case and accents do not count. */
  async clients(reader: Reader, query: NamePageQuery): Promise<Page<UserDto>> {
    const isAdmin = reader.role === 'admin';
    const list = new KeysetList(BY_NAME, query, 'users u');
    list.where(`u.role = 'client'`);
    if (!isAdmin) {
      list.with(connectedClients(list.parameter(reader.id)));
      list.where('u.id IN (SELECT client_id FROM mine)');
    }
    const page = await list.page(this.database, (rest) => `SELECT ${USER_COLUMNS} FROM users u ${rest}`);
    await this.accessLog.recordProfiles(this.database, reader, page.items);
    return page;
  }
}
