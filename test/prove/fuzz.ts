import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { TestApp } from '../support/app.js';
import setUp from '../support/global-setup.js';
import tearDown from '../support/global-teardown.js';
import { FuzzOracle } from './fuzz-oracle.js';
import { type FuzzRequest, FuzzRequests } from './fuzz-requests.js';
import { FuzzWorld } from './fuzz-world.js';
import { type RawAnswer, Wire } from './wire.js';

/** Requests in flight. */
const LANES = 32;

/** After this many requests the world is made anew: some of its users and rows are gone, and others have piled up. */
const PER_WORLD = 2_560;

/** The name for methods that the operation does not have. */
const OTHER = 'other methods';

/** The size of a run and its target. */
interface FuzzRun {
  readonly app: TestApp;
  readonly requests: number;
  readonly seed: number;
  /** Leaves out all other operations. */
  readonly only?: string[];
}

/** The result. A flaw is one request, shrunk as far as possible, and the fault of its answer. */
export interface FuzzFindings {
  readonly figures: readonly (readonly [what: string, value: string | number])[];
  readonly flaws: readonly string[];
  /** The number of answers for each operation and status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/** Runs at full size, on its own PostgreSQL and application. */
export async function proveFuzz(requests: number, seed = newSeed()): Promise<FuzzFindings> {
  await setUp();
  try {
    const app = await TestApp.start({ LOG_LEVEL: 'silent' });
    try {
      return await runFuzz({ app, requests, seed });
    } finally {
      await app.stop();
    }
  } finally {
    await tearDown();
  }
}

/** FUZZ_SEED repeats a run. Races may still end differently. */
export const newSeed = () => Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Sends requests generated from the OpenAPI document and checks the answers against it. */
export async function runFuzz({ app, requests, seed, only }: FuzzRun): Promise<FuzzFindings> {
  await FuzzWorld.prepare(app);
  const document = JSON.parse(await readFile(join(PROJECT_ROOT, 'openapi.json'), 'utf8')) as OpenAPIObject;
  const wire = new Wire(app.origin, LANES);
  const round = new FuzzRound(document, wire, only);
  try {
    for (let sent = 0, world = 0; sent < requests && round.flaws.size === 0; sent += PER_WORLD, world++) {
      const size = Math.min(PER_WORLD, requests - sent);
      await round.run(await FuzzWorld.create(app), size, seed + world * LANES);
    }
  } finally {
    wire.close();
  }
  const counts = [...round.statuses.values()].flatMap((byStatus) => [...byStatus]);
  const all = (matches: (status: number) => boolean) =>
    counts.reduce((sum, [status, count]) => sum + (matches(status) ? count : 0), 0);
  return {
    figures: [
      ['seed', seed],
      ['requests', all(() => true)],
      ['operations', [...round.statuses.keys()].filter((name) => name !== OTHER).length],
      ['answers 2xx', all((status) => status < 300)],
      ['answers 4xx', all((status) => status >= 400 && status < 500)],
      ['answers 503', all((status) => status === 503)],
      ['answers of another 5xx', all((status) => status >= 500 && status !== 503)],
    ],
    flaws: [...round.flaws.values()].map((flaw) => `${flaw} (FUZZ_SEED=${seed})`),
    statuses: round.statuses,
  };
}

class FuzzRound {
  /** By operation and fault: many lanes find the same flaw at once. */
  readonly flaws = new Map<string, string>();
  readonly statuses = new Map<string, Map<number, number>>();
  private readonly oracle: FuzzOracle;

  constructor(
    private readonly document: OpenAPIObject,
    private readonly wire: Wire,
    private readonly only?: string[],
  ) {
    this.oracle = new FuzzOracle(document);
  }

  /** Each lane sends one request after the other, and shrinks those that fail. */
  async run(world: FuzzWorld, size: number, seed: number): Promise<void> {
    const requests = new FuzzRequests(this.document, world.ids).any(this.only);
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      const numRuns = Math.floor(size / LANES) + (lane < size % LANES ? 1 : 0);
      const property = fc.asyncProperty(requests, (request) => this.ask(world, request));
      const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns, seed: seed + lane });
      if (!failed) return;
      const [request] = counterexample ?? [];
      const fault = String(errorInstance);
      this.flaws.set(`${request?.operation} ${fault.slice(0, 60)}`, `${told(request)} ${fault}`);
    });
    await Promise.all(lanes);
  }

  private async ask(world: FuzzWorld, request: FuzzRequest): Promise<void> {
    const answer = await this.answerTo(world, request);
    this.count(request, answer);
    const fault = this.oracle.faultOf(request, answer);
    if (fault !== null) throw new Error(`${fault}: ${answer.status} ${answer.text.slice(0, 500)}`);
  }

  private async answerTo(world: FuzzWorld, request: FuzzRequest): Promise<RawAnswer> {
    const { method, path, caller, headers } = request;
    const authorization = await world.authorization(caller);
    const body = request.withSecrets ? await world.withSecrets(request.operation, request.body) : request.body;
    return this.wire.send({ method, path, headers: { authorization, ...headers }, body });
  }

  private count({ operation, method }: FuzzRequest, { status }: RawAnswer): void {
    const name = operation.startsWith(`${method} `) ? operation : OTHER;
    const byStatus = this.statuses.get(name) ?? new Map<number, number>();
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    this.statuses.set(name, byStatus);
  }
}

function told(request: FuzzRequest | undefined): string {
  const text = JSON.stringify(request);
  return text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text;
}
