import type pg from 'pg';
import { Database } from '../../src/database/database.js';
import type { TestApp } from './app.js';

/** A node of an executed plan, in the form of `EXPLAIN (ANALYZE, FORMAT JSON)`. Figures are means over its loops. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that the application or a trigger executed. */
export interface Execution {
  readonly 'Query Text': string;
  readonly Plan: PlanNode;
}

/** PostgreSQL sends every plan as a notice on the connection that ran the statement. */
const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
};

/** The address of a database, so that PostgreSQL reports the plans of whoever connects with it. */
export function withPlans(url: string): string {
  const address = new URL(url);
  const options = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  address.searchParams.set('options', options.join(' '));
  return address.href.replaceAll('+', '%20');
}

/** The statements that PostgreSQL executes for `app` while `work` runs, also in functions and triggers. */
export async function executionsOf(app: TestApp, work: () => Promise<unknown>): Promise<Execution[]> {
  const { pool } = app.nest.get(Database);
  const seen: Execution[] = [];
  const clients = new Set<pg.PoolClient>();
  const hear = ({ message = '' }: { message?: string }) => {
    const [, plan] = /^duration: .* plan:\n(.*)$/s.exec(message) ?? [];
    if (plan !== undefined) seen.push(JSON.parse(plan) as Execution);
  };
  const listen = (client: pg.PoolClient) => {
    if (!clients.has(client)) client.on('notice', hear);
    clients.add(client);
  };
  pool.on('acquire', listen);
  try {
    await work();
  } finally {
    pool.off('acquire', listen);
    for (const client of clients) client.off('notice', hear);
  }
  return seen;
}

/** A node and all nodes below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** The table rows that a node itself read, whether it kept them or not. */
export function ownRowsReadBy(node: PlanNode): number {
  if (node['Relation Name'] === undefined || !node['Node Type'].includes('Scan')) return 0;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((node['Actual Rows'] + removed) * node['Actual Loops']);
}

/** The table rows that a plan read. */
export function rowsReadBy(plan: PlanNode): number {
  return nodesOf(plan).reduce((sum, node) => sum + ownRowsReadBy(node), 0);
}

/** The rows that a plan returned or changed. */
export function rowsFrom({ 'Node Type': type, 'Actual Rows': rows, Plans: below = [] }: PlanNode): number {
  const changed = type === 'ModifyTable' ? below.map(rowsFrom) : [];
  return Math.max(rows, ...changed);
}

/** The pages of tables and indexes that a plan read. */
export function pagesReadBy({ 'Shared Hit Blocks': hit, 'Shared Read Blocks': read }: PlanNode): number {
  return hit + read;
}
