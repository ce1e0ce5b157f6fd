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
  tellPlans,
} from '../support/plans.js';
import { allStatementsOf } from '../support/statements.js';
import { World } from '../contract/access-world.js';
import { allRequests, nameOf, type Request, send } from '../contract/plan-requests.js';
import { STATEMENTS, type Sum, SUMS } from '../contract/plan-table.js';
import { fillTables } from '../contract/plan-world.js';

/** The sixth time that a connection is given a statement is the first that PostgreSQL may plan it for any values. */
const ROUNDS = 6;

/** Fewer rows than these can as well be read from end to end. */
const BIG = 1_000;

/** What a statement may read for each row that comes out of it, the names that are joined to it included, and for itself. */
const ROWS_EACH = 6;
const ROWS_ANYWAY = 100;

/** The same of pages of tables and indexes, for each row that is read or written. */
const PAGES_EACH = 12;
const PAGES_ANYWAY = 300;

/** A request as it was carried out. */
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
    await tellPlans(app);
    // With one connection every statement is prepared once, and so comes to its sixth time.
    const watched = await app.twin({ DATABASE_POOL_SIZE: '1' });

    for (let round = 1; round <= ROUNDS; round++) {
      for (const request of allRequests()) records.push(await carryOut(watched, request, common));
    }
  }, 240_000);

  afterAll(() => app.stop());

  it('the books are sound', () => expectSoundBooks(app));

  it('every request is answered', () => {
    const refused = records.filter(({ status }) => status >= 300);
    expect(refused.map(({ request, status }) => `${whatOf(request)}: ${status}`)).toEqual([]);
  });

  it('no request reads more than a small multiple of the rows it answers with, or what it adds up', () => {
    expect(faults(tooManyRows)).toEqual([]);
  });

  it('no request looks at many more pages than rows', () => {
    expect(faults(tooManyPages)).toEqual([]);
  });

  it('no request reads a big table from end to end, except for figures of the whole platform', () => {
    expect(bigTables.size).toBeGreaterThan(10);
    expect(faults(wholeTables)).toEqual([]);
  });

  it('nothing is excepted that need not be', () => {
    const needed = (sum: Sum) => records.some((record) => sumFor(record.request) === sum && breaksRule(record));
    expect(SUMS.filter((sum) => !needed(sum))).toEqual([]);
  });

  it('every operation takes at most as many statements as the table says, whoever asks for whatever', () => {
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

  /** Whoever changes anything does so in a world of their own. */
  async function carryOut(on: TestApp, request: Request, common: World): Promise<Carried> {
    const world = request.row[0].startsWith('GET ') ? common : await World.of(app);
    let status = 0;
    let statements: string[] = [];
    const executions = await executionsOf(on, async () => {
      statements = await allStatementsOf(on, async () => ({ status } = await send(on, world, request)));
    });
    return { request, status, statements: statements.filter((text) => !WHO_ASKS.test(text)), executions };
  }

  type Judge = (execution: Execution, sum: Sum | undefined) => string | null;

  /** Each once, though it may be there in every round. */
  function faults(judge: Judge): string[] {
    return [...new Set(records.flatMap((record) => faultsOf(record, judge)))];
  }

  function faultsOf({ request, executions }: Carried, judge: Judge): string[] {
    return executions.flatMap((execution) => {
      const fault = judge(execution, sumFor(request));
      return fault === null ? [] : [`${whatOf(request)} ${fault}: ${textOf(execution)}`];
    });
  }

  function tooManyRows({ Plan: plan }: Execution, sum: Sum | undefined): string | null {
    const [read, rows] = [rowsReadBy(plan), rowsFrom(plan)];
    if (read <= Math.max(ROWS_EACH * rows + ROWS_ANYWAY, sum?.reads ?? 0)) return null;
    return `reads ${read} rows for ${rows}, most by ${busiestOf(plan)}`;
  }

  function tooManyPages({ Plan: plan }: Execution): string | null {
    const [pages, rows] = [pagesReadBy(plan), rowsReadBy(plan) + rowsFrom(plan)];
    return pages > PAGES_EACH * rows + PAGES_ANYWAY ? `looks at ${pages} pages for ${rows} rows` : null;
  }

  function wholeTables({ Plan: plan }: Execution, sum: Sum | undefined): string | null {
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

const whatOf = (request: Request) => `${nameOf(request)}?${request.query} as ${request.role}`;

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
