import { problemOf } from './problem.js';

/** What an operation takes, as the generated types write it. */
export interface TDataShape {
  body?: unknown;
  headers?: unknown;
  path?: unknown;
  query?: unknown;
  url: string;
}

/** What a generated function is called with. */
export type Options<Data extends TDataShape, _Throws = true, _Answer = unknown> = Omit<Data, 'url'> & RequestExtras;

interface RequestExtras {
  headers?: object | undefined;
  signal?: AbortSignal | undefined;
  credentials?: RequestInit['credentials'] | undefined;
}

/** What came back. `problem` exists for the types alone: problems are thrown. */
export interface Result<Answers, Problems> {
  readonly data: Answers[keyof Answers];
  readonly response: Response;
  readonly problem?: Problems[keyof Problems];
}

/** A request as the generated functions describe it. */
interface Described extends RequestExtras {
  readonly url: string;
  readonly path?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly security?: readonly unknown[];
}

// The generated code passes a third type, which says whether problems are thrown: here they always are.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
type Method = <Answers, Problems, _Throws = true>(described: Described) => Promise<Result<Answers, Problems>>;

/** What the generated functions send requests with. */
export interface Client {
  readonly get: Method;
  readonly post: Method;
  readonly put: Method;
  readonly delete: Method;
  /** Answers with the body as a stream of bytes. */
  readonly sse: { readonly get: Method };
}

/** How requests reach the server. */
export interface TransportParts {
  readonly baseUrl: string;
  readonly token: () => Promise<string | undefined>;
  readonly send: (request: Request) => Promise<Response>;
}

/** Sends JSON and reads JSON or text. Throws the Problem of an answer that is none. */
export function transport({ baseUrl, token, send }: TransportParts): Client {
  const method =
    (name: string, read = bodyOf) =>
    async ({ url, path, query, headers, body, security, ...extras }: Described) => {
      const address = baseUrl + addressOf(url, path as Values, query as Values);
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const request = new Request(address, {
        ...extras,
        ...sent,
        method: name,
        headers: headers as Record<string, string>,
      });
      const bearer = security && (await token());
      if (bearer) request.headers.set('Authorization', `Bearer ${bearer}`);
      const response = await send(request);
      if (!response.ok) throw problemOf(await bodyOf(response), response);
      return { data: await read(response), response };
    };
  const streamed = (response: Response) => Promise.resolve(response.body);
  return {
    get: method('GET'),
    post: method('POST'),
    put: method('PUT'),
    delete: method('DELETE'),
    sse: { get: method('GET', streamed) },
  } as Client;
}

type Values = Record<string, unknown> | undefined;

/** Fills in the path, and appends the query. What is undefined is left out; a list is the same name several times. */
export function addressOf(url: string, path: Values = {}, query: Values = {}): string {
  const filled = url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  const search = new URLSearchParams(
    pairs
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]): [string, string] => [name, String(value)]),
  );
  return search.toString() === '' ? filled : `${filled}?${search.toString()}`;
}

/** JSON and text where the server says so, undefined for an empty body; everything else is a file. */
async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? '';
  if (type !== '' && !/\bjson\b|^text\//.test(type)) return response.blob();
  const text = await response.text();
  if (text === '') return undefined;
  return /\bjson\b/.test(type) ? (JSON.parse(text) as unknown) : text;
}
