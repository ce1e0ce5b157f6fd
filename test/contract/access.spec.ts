import { openApiDocument } from '../../src/openapi/document.js';
import { TestApp } from '../support/app.js';
import type { Answer, Caller } from '../support/caller.js';
import { forged } from '../support/forged.js';
import { operationsOf, routesOf, UNDOCUMENTED } from '../support/routes.js';
import { ACCESS, type Row, type Sent } from './access-table.js';
import { type Role, World } from './access-world.js';
import { badTokens } from './bad-tokens.js';

const COLUMNS = ['nobody', 'client', 'other', 'coach', 'stranger', 'admin', 'bad'] as const;
const ROLES: readonly Role[] = ['client', 'other', 'coach', 'stranger', 'admin'];

/** The actual and the expected content of one cell of the table. */
interface Cell {
  readonly found: string;
  readonly expected: string;
}

/** Bad tokens that are made by changing their owner. */
const CHANGE_PEOPLE = ['deactivated', 'ended session'];

/** Each of more than a hundred routes gets several requests, and a world of its own if it writes. */
const PATIENCE_MS = 180_000;

describe('the access table', () => {
  let app: TestApp;
  /** The world of requests that read, or that nobody lets in. Each other one gets its own. */
  let common: World;
  /** By the kind of bad token: people who have one. */
  const changed = new Map<string, World>();

  beforeAll(async () => {
    app = await TestApp.start();
    common = await World.of(app);
  });

  afterAll(() => app.stop());

  it('has one row for each operation of the OpenAPI document, and no other', () => {
    const operations = [...operationsOf(openApiDocument(app.nest)).keys()];
    expect(ACCESS.map(([operation]) => operation.replace(' /', ' /api/v1/')).sort()).toEqual(operations.sort());
  });

  it('names every route that is open without a token', () => {
    const open = routesOf(app).filter(({ access }) => access === 'public' || access === 'guests');
    const inTable = ACCESS.filter(([, nobody]) => nobody < 300).map(([name]) => name.replace(' /', ' /api/v1/'));
    expect(open.map(({ name }) => name).sort()).toEqual([...inTable, ...UNDOCUMENTED].sort());
  });

  it(
    'holds for everyone with a valid token, and for nobody',
    async () => {
      const cells = await rowByRow((row) => [asNobody(row), ...ROLES.map((role) => asRole(row, role))]);
      expectAll(cells, ACCESS.length * 6);
    },
    PATIENCE_MS,
  );

  it(
    'holds for every kind of bad token, even of someone who may',
    async () => {
      const kinds = Object.keys(badTokens(app, common.client));
      for (const kind of CHANGE_PEOPLE) changed.set(kind, await worldOf(kind));
      const cells = await rowByRow((row) => kinds.map((kind) => withBadToken(row, kind)));
      expect(kinds.length).toBeGreaterThanOrEqual(6);
      expectAll(cells, ACCESS.length * kinds.length);
    },
    PATIENCE_MS,
  );

  it('uses bad tokens that differ from a valid one in one property only', async () => {
    const { status, body } = await app.with(forged(common.client)).get('/auth/me');
    expect([status, body.id]).toEqual([200, common.client.id]);
  });

  it('answers refused callers with a problem document and no data', async () => {
    const { client, stranger } = common;
    for (const caller of [app.nobody, stranger]) {
      const { status, body, headers } = await caller.get(`/coach/clients/${client.id}`);
      expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'code', 'instance']);
      expect(headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
      expect(JSON.stringify(body)).not.toContain(client.email);
    }
  });

  /** Requests the cells of a row in parallel, but the rows in sequence: more requests would only wait for connections. */
  async function rowByRow(cellsOf: (row: Row) => Promise<Cell>[]): Promise<Cell[]> {
    const cells: Cell[] = [];
    for (const row of ACCESS) cells.push(...(await Promise.all(cellsOf(row))));
    return cells;
  }

  async function asNobody(row: Row): Promise<Cell> {
    return cell(row, 'nobody', await send(row, await worldFor(row, 'nobody'), app.nobody));
  }

  async function asRole(row: Row, role: Role): Promise<Cell> {
    const world = await worldFor(row, role);
    return cell(row, role, await send(row, world, world[role]));
  }

  async function withBadToken(row: Row, kind: string): Promise<Cell> {
    const someone = ROLES.find((role) => statusFor(row, role) < 300) ?? 'client';
    const people = statusFor(row, 'bad') === 401 ? changed.get(kind) : undefined;
    const isNew = people === undefined && CHANGE_PEOPLE.includes(kind);
    const world = isNew ? await World.of(app, row[0]) : await worldFor(row, 'bad');
    const caller = people ? people[someone] : await badTokens(app, world[someone])[kind]!();
    return cell(row, 'bad', await send(row, world, caller), `, ${someone} with ${kind}`);
  }

  /** A world in which everybody has this bad token. */
  async function worldOf(kind: string): Promise<World> {
    const world = await World.of(app);
    for (const role of ROLES) await badTokens(app, world[role])[kind]!();
    return world;
  }

  function worldFor(row: Row, column: (typeof COLUMNS)[number]): World | Promise<World> {
    const isShut = [401, 403].includes(statusFor(row, column));
    return isShut || row[0].startsWith('GET ') ? common : World.of(app, row[0]);
  }

  async function send(row: Row, world: World, caller: Caller): Promise<Answer> {
    const [operation] = row;
    const sent = (await row[8]?.(world)) ?? {};
    const [method = ''] = operation.split(' ');
    return caller.send(method, `${world.pathOf(operation)}${searchOf(sent)}`, sent.body, sent.headers);
  }
});

const searchOf = ({ query }: Sent) => (query ? `?${new URLSearchParams(query).toString()}` : '');

function statusFor(row: Row, column: (typeof COLUMNS)[number]): number {
  return row[COLUMNS.indexOf(column) + 1] as number;
}

function cell(row: Row, column: (typeof COLUMNS)[number], { status }: Answer, detail = ''): Cell {
  const name = `${row[0]} as ${column}${detail}`;
  return { found: `${name}: ${status}`, expected: `${name}: ${statusFor(row, column)}` };
}

function expectAll(cells: readonly Cell[], count: number): void {
  expect(cells).toHaveLength(count);
  expect(cells.map(({ found }) => found)).toEqual(cells.map(({ expected }) => expected));
}
