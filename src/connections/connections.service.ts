import { Injectable } from '@nestjs/common';
import { AccessLogService, type Reader } from '../audit/access-log.service.js';
import type { HealthData } from '../audit/health-data.js';
import type { Section } from '../audit/sections.js';
import { Database, type Rows } from '../database/database.js';
import { KeysetList, type Order, type Parameter } from '../wire/lists/keyset-list.js';
import type { NamePageQuery, Page } from '../wire/lists/paging.js';
import { byName } from '../database/rows/texts.js';
import type { UserDto } from '../users/dto/user.dto.js';
import { USER_COLUMNS } from '../users/user-columns.js';
import { connectedClients, connects, OF_A_CLIENT, OF_NO_OTHER, ofMine, ofOneOfMine, shares } from './connected.js';
import { ClientNotFoundError, NotConnectedError, NotSharedError } from './connection-errors.js';
import type { ListedClientDto } from './dto/listed-client.dto.js';
import { sharedColumns } from './shared-columns.js';

/** The profile shows health as well, when it is shared. */
const READ: Readonly<Record<Section, string>> = {
  profile: `CASE WHEN health THEN '{profile,health}' ELSE '{profile}' END`,
  health: `'{health}'`,
  workouts: `'{workouts}'`,
  diet: `'{diet}'`,
  progress: `'{progress}'`,
};

/**
 * Answers whether the reader may see the client, and this section of them. If so, the same statement writes the row of the access
 * log. Nothing binds admins.
 */
const admission = (section: Section | null) => `
  WITH client AS (
    SELECT u.id, $3 = 'admin' OR ${connects('$2', 'u.id')} AS connected,
           $3 = 'admin' OR ${section ? shares(section) : 'true'} AS shared, $3 = 'admin' OR ${shares('health')} AS health
      FROM users u LEFT JOIN connections c ON c.coach_id = $2 AND c.client_id = u.id
     WHERE u.id = $1 AND u.role = 'client'
  ), entry AS (
    INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, sections)
    SELECT id, $2, $3::user_role, $4::health_data, $5::uuid, (${section ? READ[section] : 'NULL'})::shared_section[]
      FROM client WHERE connected AND shared AND id <> $2 AND $4 IS NOT NULL
  )
  SELECT connected, shared FROM client`;

const CLIENT = `SELECT ${USER_COLUMNS} FROM users u WHERE u.id = $1 AND u.role = 'client'`;
/** It asks for itself: between the guard and this statement the client may have stopped sharing. */
const SHARED_CLIENT = `
  SELECT ${sharedColumns('true', shares('health'))}
    FROM users u LEFT JOIN connections c ON c.coach_id = $2 AND c.client_id = u.id
   WHERE u.id = $1 AND u.role = 'client' AND ${shares('profile')} AND ${connects('$2', 'u.id')}`;

const BY_NAME: Order<ListedClient> = {
  key: byName('u.full_name'),
  keyOf: byName,
  id: 'u.id',
  direction: 'ASC',
  cursorOf: (user) => ({ value: user.full_name, id: user.id }),
};

/** What a reader asks for; the access log notes `what`, nothing when it is null. */
export interface Asked {
  readonly section: Section;
  readonly what: HealthData | null;
}

type ListedClient = ListedClientDto & { readonly shares_profile: boolean; readonly shares_health: boolean };

/**
 * Parts of a statement over the rows of many users: `opening` begins the statement, `condition` restricts a column
 * `user_id`. Both use the requested parameter, whose value is `value`.
 */
export interface Scope {
  readonly opening: string;
  readonly condition: string;
  readonly value: number;
}

/** Parts of a statement over clients `u`. */
interface EachVisible extends Scope {
  readonly from: string;
  /** SQL: whether the client shares a section with the reader. */
  readonly shares: (section: Section) => string;
  readonly isBlocked: string;
}

/** A condition on the rows of one client, for readers who may have lost them since they were asked. */
export interface Restriction {
  /** Of the parameter `reader`; `client` is that of the client's id. */
  readonly value: number;
  readonly condition: (reader: Parameter, client: Parameter) => string;
}

/** PostgreSQL refuses a parameter that the statement does not use. */
const everyone = (id: number, parameter: Parameter, condition: string): Scope => ({
  opening: '',
  condition: `${condition} AND ${parameter}::integer IS NOT NULL`,
  value: id,
});

/**
 * The one place that decides on connections: a coach and a client are connected while they share a booking that is
 * confirmed or completed, and that was made after the client ended the connection, if they did. A coach reads the sections that the
 * client shares. Admins see every client. Each request asks anew; no answer is cached. Statements that read data ask for themselves,
 * so that nothing is read once the client has been told that a section is closed.
 */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly accessLog: AccessLogService,
  ) {}

  /**
   * Lets a reader see a client and notes it in the access log. Null asks for the connection alone. Throws ClientNotFoundError when
   * the client does not exist, NotConnectedError when the reader is not connected, NotSharedError when the section is closed.
   */
  async admitReader(reader: Reader, clientId: number, asked: Asked | null, db: Rows = this.database): Promise<void> {
    const { id, role, requestId } = reader;
    const values = [clientId, id, role, asked?.what ?? null, requestId];
    const [client] = await db.rows<Record<'connected' | 'shared', boolean>>(admission(asked?.section ?? null), values);
    if (!client) throw new ClientNotFoundError();
    if (!client.connected) throw new NotConnectedError();
    if (!client.shared) throw new NotSharedError();
  }

  /** The same decision for statements over many clients. `parameter` is the placeholder for the reader's id. */
  visibleTo({ id, role }: Reader, section: Section, parameter: Parameter = '$2'): Scope {
    return role === 'admin'
      ? everyone(id, parameter, OF_A_CLIENT)
      : { opening: connectedClients(parameter), condition: ofMine(section), value: id };
  }

  /** The same for statements that select clients `u` by name, whatever they share. The reader's id is `$2`. */
  eachVisible({ id, role }: Reader): EachVisible {
    const isClient = `u.role = 'client'`;
    return role === 'admin'
      ? {
          ...{ opening: '', from: 'users u', condition: `${isClient} AND $2::integer IS NOT NULL`, value: id },
          ...{ shares: () => 'true', isBlocked: 'false' },
        }
      : {
          ...{
            opening: connectedClients('$2'),
            from: 'users u JOIN mine ON mine.client_id = u.id',
            condition: isClient,
          },
          ...{ value: id, shares: (section) => `mine.${section}`, isBlocked: 'mine.blocked_at IS NOT NULL' },
        };
  }

  /** The same for a statement that reads one row. */
  visibleOne(reader: Reader, section: Section): Scope {
    const { id, role } = reader;
    if (role === 'admin') return this.visibleTo(reader, section);
    return { opening: '', condition: ofOneOfMine('$2', 'user_id', section), value: id };
  }

  /** The same for figures that name no client. */
  countedFor(reader: Reader, section: Section, parameter: Parameter = '$2'): Scope {
    if (reader.role !== 'admin') return this.visibleTo(reader, section, parameter);
    return everyone(reader.id, parameter, OF_NO_OTHER);
  }

  /** The same for a statement about one client, to whom the reader has been admitted. Null restricts nothing. */
  stillOpen({ id, role }: Reader, section: Section): Restriction | null {
    if (role === 'admin') return null;
    return { value: id, condition: (reader, client) => ofOneOfMine(reader, client, section) };
  }

  /** The profile of a client to whom the reader has been admitted. */
  async client(reader: Reader, clientId: number): Promise<UserDto> {
    const isAdmin = reader.role === 'admin';
    const [client] = isAdmin
      ? await this.database.rows<UserDto>(CLIENT, [clientId])
      : await this.database.rows<UserDto>(SHARED_CLIENT, [clientId, reader.id]);
    if (client) return client;
    await this.admitReader(reader, clientId, { section: 'profile', what: null });
    throw new ClientNotFoundError();
  }

  /** The connected clients of a coach, or all clients for an admin. Sorted by name; case and accents do not count. */
  async clients(reader: Reader, query: NamePageQuery): Promise<Page<ListedClientDto>> {
    const page = await this.listed(reader, query);
    await this.accessLog.recordProfiles(this.database, reader, page.items);
    return page.map(({ shares_profile: _, shares_health: __, ...client }) => client);
  }

  private listed(reader: Reader, query: NamePageQuery): Promise<Page<ListedClient>> {
    const { opening, from, condition, value, shares: shared, isBlocked } = this.eachVisible(reader);
    const list = new KeysetList(BY_NAME, query, from);
    list.parameter(value);
    list.with(opening);
    list.where(condition);
    const [profile, health] = [shared('profile'), shared('health')];
    const columns = `${sharedColumns(profile, health)}, ${isBlocked} AS is_blocked`;
    const shown = `${profile} AS shares_profile, ${health} AS shares_health`;
    return list.page(this.database, (rest) => `SELECT ${columns}, ${shown} FROM ${from} ${rest}`);
  }
}
