import { TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import {
  type Execution,
  executionsOf,
  nodesOf,
  ownRowsReadBy,
  pagesReadBy,
  rowsFrom,
  rowsReadBy,
  withPlans,
} from '../support/plans.js';
import { allStatementsOf, ASKS_FOR_THE_TIME } from '../support/statements.js';
import { World } from '../contract/access-world.js';
import { allRequests, nameOf, type Request, send } from '../contract/plan-requests.js';
import { type Sum, SUMS } from '../contract/plan-sums.js';
import { STATEMENTS } from '../contract/plan-table.js';
import { fillTables } from '../contract/plan-world.js';

/**
 * PostgreSQL plans the first executions of a prepared statement for their values, and may take one plan for all values later. Each write
 * needs people of its own, and those of several roles share their statements.
 */
const ROUNDS = [
  { plans: 'auto', writes: true },
  { plans: 'auto', writes: true },
  { plans: 'force_generic_plan', writes: false },
] as const;

/** Smaller tables may be read completely. */
const BIG = 1_000;

/** The rows that a statement may read for each row that it returns, joined names included, and a fixed allowance. */
const ROWS_EACH = 6;
const ROWS_ANYWAY = 120;

/** The same for pages of tables and indexes, for each row that is read or written. A new booking alone goes into a score of indexes. */
const PAGES_EACH = 12;
const PAGES_ANYWAY = 600;

/** The same for a count, which stops after 10,001 rows that it finds. */
const ROWS_COUNTED = 25_000;

/** A request, with its answer and its statements. */
interface Carried {
  readonly request: Request;
  readonly status: number;
  readonly statements: readonly string[];
  readonly executions: readonly Execution[];
}

describe('with a hundred thousand bookings, logs and entries of the access log', () => {
  let app: TestApp;
  let bigTables: Set<string>;
  const records: Carried[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    const common = await World.of(app);
    await fillTables(app, common);
    bigTables = await tablesOver(BIG);
    // The worlds are made without the toil of plans.
    const watched = await app.twin({ DATABASE_POOL_SIZE: '1', DATABASE_URL: withPlans(app.database.url) });

    for (const { plans, writes } of ROUNDS) {
      await watched.sql(`SET plan_cache_mode = ${plans}`);
      const requests = allRequests().filter((request) => writes || isRead(request));
      for (const request of requests) records.push(await carryOut(watched, request, common));
    }
  }, 480_000);

  afterAll(() => app.stop());

  it('the invariants of bookings hold', () => expectSoundBooks(app));

  it('every request is answered', () => {
    const refused = records.filter(({ status }) => status >= 300);
    expect(refused.map(({ request, status }) => `${whatOf(request)}: ${status}`)).toEqual([]);
  });

  it('no request reads more than a small multiple of the rows it returns, except for the listed sums', () => {
    expect(faults(tooManyRows)).toEqual([]);
  });

  it('no request reads many more pages than rows', () => {
    expect(faults(tooManyPages)).toEqual([]);
  });

  it('no request reads a big table completely, except for figures of the whole platform', () => {
    expect(bigTables.size).toBeGreaterThan(10);
    expect(faults(wholeTables)).toEqual([]);
  });

  it('no exception in the table is unnecessary', () => {
    const needed = (sum: Sum) => records.some((record) => sumFor(record.request) === sum && breaksRule(record));
    expect(SUMS.filter((sum) => !needed(sum))).toEqual([]);
  });

  it('no operation sends more statements than the table allows, for any role and query', () => {
    const most: { [name: string]: number } = {};
    for (const { request, statements } of records) {
      most[nameOf(request)] = Math.max(statements.length, most[nameOf(request)] ?? 0);
    }
    expect(most).toEqual(STATEMENTS);
  });

  async function tablesOver(rows: number): Promise<Set<string>> {
    const tables = await app.sql<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > $1`,
      [rows],
    );
    return new Set(tables.map(({ relname }) => relname));
  }

  /** A request that changes data gets its own world. */
  async function carryOut(on: TestApp, request: Request, common: World): Promise<Carried> {
    const world = isRead(request) ? common : await World.of(app, request.row[0]);
    let status = 0;
    let statements: string[] = [];
    const executions = await executionsOf(on, async () => {
      statements = await allStatementsOf(on, async () => ({ status } = await send(on, world, request)));
    });
    return { request, status, statements: statements.filter(isOwn), executions };
  }

  type Judge = (execution: Execution, sum: Sum | undefined) => string | null;

  /** Lists each fault once, although every round may have it. */
  function faults(judge: Judge): string[] {
    return [...new Set(records.flatMap((record) => faultsOf(record, judge)))];
  }

  function faultsOf({ request, executions }: Carried, judge: Judge): string[] {
    return executions.flatMap((execution) => {
      const fault = judge(execution, sumFor(request));
      return fault === null ? [] : [`${whatOf(request)} ${fault}: ${textOf(execution)}`];
    });
  }

  function tooManyRows(execution: Execution, sum: Sum | undefined): string | null {
    const { Plan: plan } = execution;
    const [read, rows] = [rowsReadBy(plan), rowsFrom(plan)];
    const allowed = isCount(execution) ? ROWS_COUNTED : (sum?.reads ?? 0);
    if (read <= Math.max(ROWS_EACH * rows + ROWS_ANYWAY, allowed)) return null;
    return `reads ${read} rows for ${rows}, most by ${busiestOf(plan)}`;
  }

  function tooManyPages({ Plan: plan }: Execution): string | null {
    const [pages, rows] = [pagesReadBy(plan), rowsReadBy(plan) + rowsFrom(plan)];
    return pages > PAGES_EACH * rows + PAGES_ANYWAY ? `looks at ${pages} pages for ${rows} rows` : null;
  }

  function wholeTables(execution: Execution, sum: Sum | undefined): string | null {
    const { Plan: plan } = execution;
    // A count stops after 10,001 rows, and so may begin anywhere.
    if (isCount(execution)) return null;
    const whole = nodesOf(plan).find(
      ({ 'Node Type': type, 'Relation Name': table = '' }) =>
        type === 'Seq Scan' && bigTables.has(table) && !sum?.scans?.includes(table),
    );
    return whole ? `reads all of ${whole['Relation Name']}` : null;
  }

  function breaksRule(record: Carried): boolean {
    return [tooManyRows, wholeTables].some(
      (judge) => faultsOf(record, (execution) => judge(execution, undefined)).length > 0,
    );
  }
});

const WHO_ASKS = /FROM sessions s JOIN users u ON u\.id = s\.user_id/;

const isRead = ({ row: [operation] }: Request) => operation.startsWith('GET ');

const isOwn = (text: string) => !WHO_ASKS.test(text) && !ASKS_FOR_THE_TIME.test(text);

const whatOf = (request: Request) => `${nameOf(request)}?${request.query} as ${request.role}`;

const isCount = (execution: Execution) => textOf(execution).endsWith(') counted');

const textOf = ({ 'Query Text': text }: Execution) => text.replaceAll(/\s+/g, ' ').trim();

function sumFor({ row: [operation], role, query }: Request): Sum | undefined {
  return SUMS.find(
    (sum) =>
      [operation, `${operation} as ${role}`].includes(sum.operation) &&
      (sum.query === undefined || sum.query.test(query)),
  );
}

function busiestOf(plan: Execution['Plan']): string {
  const [busiest] = nodesOf(plan).sort((a, b) => ownRowsReadBy(b) - ownRowsReadBy(a));
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index } = busiest!;
  return `${type} of ${table}${index === undefined ? '' : ` with ${index}`}`;
}
