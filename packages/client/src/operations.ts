import type { Options } from './generated/sdk.gen.js';
import { each, type Page, pageOf } from './pages.js';
import { Problem, type ProblemDocument, type ProblemWith } from './problem.js';
import type { Client, Result } from './transport.js';

/** One function of the generated code. */
export type Generated = (options: never) => Promise<unknown>;

/** What a generated function takes: `body`, `path`, `query` and `headers`, as far as the operation has them. */
export type DataOf<Fn> = Fn extends (options: Options<infer Data>) => unknown ? Data : never;

/** What an operation answers. */
export type AnswerOf<Fn> = Fn extends (options: never) => Promise<Result<infer Answers, infer _>>
  ? Answers[keyof Answers]
  : never;

/** The problem documents that an operation can answer. */
export type ProblemOf<Fn> = Fn extends (options: never) => Promise<Result<infer _, infer Problems>>
  ? Extract<Problems[keyof Problems], ProblemDocument>
  : never;

type Call<Data> = Omit<Data, 'url'> & { signal?: AbortSignal | undefined };
type Arguments<Data> = object extends Call<Data> ? [options?: Call<Data>] : [options: Call<Data>];

/** An operation of the API, as generated code and this package make it together. */
export interface Operation<Fn> {
  /** Throws a `Problem` when the server refuses, a TypeError when it cannot be reached. */
  (...options: Arguments<DataOf<Fn>>): Promise<AnswerOf<Fn>>;
  /** Whether this operation can have thrown `error`: then `error.code` is one of its codes. */
  isProblem(error: unknown): error is ProblemWith<ProblemOf<Fn>>;
}

/** An operation that answers with pages. */
export interface ListOperation<Fn> extends Operation<Fn> {
  /** One page, and the cursor of the next one, for infinite queries. */
  page(...options: Arguments<DataOf<Fn>>): Promise<Page<ItemOf<Fn>>>;
  /** Every row from there on; the next page is read when the loop comes to it. */
  each(...options: Arguments<DataOf<Fn>>): AsyncGenerator<ItemOf<Fn>, void, undefined>;
}

type ItemOf<Fn> = AnswerOf<Fn> extends readonly (infer Item)[] ? Item : never;
type HasCursor<Data> = Data extends { query?: infer Query } ? ('cursor' extends keyof Query ? true : false) : false;

/** The operations of a module of generated functions, under their own names. */
export type OperationsOf<Sdk> = {
  readonly [Name in keyof Sdk]: HasCursor<DataOf<Sdk[Name]>> extends true
    ? ListOperation<Sdk[Name]>
    : Operation<Sdk[Name]>;
};

/** What a call is made of, whatever its types. */
export interface AnyCall {
  readonly query?: Record<string, unknown>;
  readonly headers?: Record<string, unknown>;
  readonly body?: unknown;
  readonly credentials?: RequestInit['credentials'];
}

type AnyResult = Promise<{ data: unknown; response: Response }>;

/** Calls a generated function with what `prepare` makes of its options. */
export function operation(
  run: Generated,
  client: Client,
  prepare: (call: AnyCall) => AnyCall,
): ListOperation<Generated> {
  const call = (options: AnyCall = {}) => run({ ...prepare(options), client } as never) as AnyResult;
  const page = async (options?: AnyCall) => pageOf(await call(options));
  return Object.assign(async (options?: AnyCall) => (await call(options)).data, {
    isProblem: (error: unknown) => error instanceof Problem,
    page,
    each: (options: AnyCall = {}) => each(page, options),
  }) as unknown as ListOperation<Generated>;
}
