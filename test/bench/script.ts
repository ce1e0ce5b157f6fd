import { requestBytes } from './connection.js';
import type { ServerProcess } from './server-process.js';

/** A statement that the product sent. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The product's statements for one request, in order. The first one reads the session, if there is one. */
export interface Script {
  readonly statements: readonly Statement[];
  /** Index of the statement whose rows are the answer. */
  readonly answer: number;
  /** Whether a password is hashed first. */
  readonly hashes?: boolean;
}

/** Stands for the `id` of the last row that had one. */
export const LAST_ID = '$last-id';

export function withoutSession({ statements, answer, ...rest }: Script): Script {
  return { ...rest, statements: statements.slice(1), answer: answer - 1 };
}

/** The values of each statement, with some replaced. */
export function valuesOf({ statements }: Script, replacements: ReadonlyMap<unknown, unknown>): unknown[][] {
  return statements.map(({ values }) => values.map((value) => replacements.get(value) ?? value));
}

/** A route of the bare server that runs a script. */
export interface BareRoute {
  /** A request that runs the script with its recorded values. */
  readonly asRecorded: Buffer;
  /** A request that runs the script with other values for each statement. */
  readonly with: (values: readonly unknown[][]) => Buffer;
}

/** Tells the bare server to run `script` at `/name`. */
export async function layRoute(bare: ServerProcess, name: string, script: Script): Promise<BareRoute> {
  const path = `/${name}`;
  const { ok } = await fetch(bare.origin + path, { method: 'PUT', body: JSON.stringify(script) });
  if (!ok) throw new Error(`The bare server does not take the route ${path}.`);
  return {
    asRecorded: requestBytes({ method: 'GET', path }),
    with: (values) => requestBytes({ method: 'POST', path, body: values }),
  };
}
