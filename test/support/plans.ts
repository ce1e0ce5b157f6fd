import type pg from 'pg';
import { Database } from '../../src/database/database.js';
import type { TestApp } from './app.js';

/** A node of a plan that was carried out, as `EXPLAIN (ANALYZE, FORMAT JSON)` writes it. Figures are means of its loops. */
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

/** A statement that was carried out, by the application or by a trigger. */
export interface Execution {
  readonly 'Query Text': string;
  readonly Plan: PlanNode;
}

/** Every plan goes to whoever sent the statement, as a notice. */
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

/** Makes PostgreSQL tell plans on all connections to the database of `app` that are opened from now on. */
export async function tellPlans(app: TestApp): Promise<void> {
  const database = new URL(app.database.url).pathname.slice(1);
  for (const [name, value] of Object.entries(SETTINGS)) {
    await app.sql(['ALTER DATABASE', database, 'SET', name, '=', `'${value}'`].join(' '));
  }
}

/** What PostgreSQL carries out for `app` while `work` runs, also within functions and triggers. */
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

/** A node and all below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Rows of tables that a node itself looked at, whether it kept them or not. */
export function ownRowsReadBy(node: PlanNode): number {
  if (node['Relation Name'] === undefined || !node['Node Type'].includes('Scan')) return 0;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((node['Actual Rows'] + removed) * node['Actual Loops']);
}

/** Rows of tables that a plan looked at. */
export function rowsReadBy(plan: PlanNode): number {
  return nodesOf(plan).reduce((sum, node) => sum + ownRowsReadBy(node), 0);
}

/** Rows that came out of a plan, or that it changed. */
export function rowsFrom({ 'Node Type': type, 'Actual Rows': rows, Plans: below = [] }: PlanNode): number {
  const changed = type === 'ModifyTable' ? below.map(rowsFrom) : [];
  return Math.max(rows, ...changed);
}

/** Pages of tables and indexes that a plan looked at. */
export function pagesReadBy({ 'Shared Hit Blocks': hit, 'Shared Read Blocks': read }: PlanNode): number {
  return hit + read;
}
