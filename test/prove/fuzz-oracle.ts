import type { OpenAPIObject, ResponseObject } from '@nestjs/swagger';
import { GENERAL } from '../../src/problems/problem.js';
import { responseOf } from '../support/openapi-document.js';
import { operationsOf } from '../support/routes.js';
import type { FuzzRequest } from './fuzz-requests.js';
import { CANARY } from './fuzz-world.js';
import { type Schema, SchemaCheck, type Schemas } from './schema.js';
import type { RawAnswer } from './wire.js';

/** The codes that the framework can give to any request. The document lists them once for all operations. */
const ANYWHERE: Readonly<Record<number, string>> = Object.fromEntries(
  ([404, 405, 431] as const).map((status) => [status, GENERAL[status][0]]),
);

/** The codes for a method that no operation has. */
const GENERAL_CODES: readonly string[] = Object.values(GENERAL).map(([code]) => code);

const PROBLEM_KEYS = 'type,title,status,detail,code,instance';
/** What some problems have besides, in their order. */
const MORE_KEYS = ['errors', 'reasons', 'occurrences', 'trace_id'];

/** The callers that may see the patient's record. */
const MAY_SEE = ['coach', 'admin'];

/** Texts that no answer may contain. */
const SECRETS = /\$argon2|password_?hash|token_?hash/i;
const INNARDS = /\bat \S+ \(|node_modules|QueryFailedError|\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|violates|postgres/i;

/** Finds answers that contradict the OpenAPI document or reveal internals. */
export class FuzzOracle {
  private readonly operations: ReturnType<typeof operationsOf>;
  private readonly check: SchemaCheck;

  constructor(private readonly document: OpenAPIObject) {
    this.operations = operationsOf(document);
    this.check = new SchemaCheck(document.components?.schemas as Schemas);
  }

  /** Null when the answer is right. */
  faultOf(request: Pick<FuzzRequest, 'operation' | 'method' | 'caller'>, answer: RawAnswer): string | null {
    const { status, headers, text } = answer;
    if (SECRETS.test(text)) return 'shows a secret';
    if (text.includes(CANARY) && !MAY_SEE.includes(request.caller)) return 'shows the record of a patient';
    if (status >= 500 && status !== 503) return `is a ${status}`;
    if ((status === 503 || status === 429) && headers['retry-after'] === undefined) return 'has no Retry-After';
    if (status === 401 && headers['www-authenticate'] !== 'Bearer') return 'has no WWW-Authenticate';
    if (request.method === 'HEAD' || request.method === 'OPTIONS') return null;
    const isItself = request.operation.startsWith(`${request.method} `);
    const responses = isItself ? this.operations.get(request.operation)!.responses : {};
    const response = responses[status];
    const documented = response && responseOf(this.document, response);
    const isRefusal = status >= 400;
    const codes = isItself ? codesOf(status, documented) : GENERAL_CODES;
    const fault = isRefusal ? faultOfProblem(answer, codes) : null;
    if (fault !== null) return fault;
    if (documented === undefined) return isRefusal ? null : `has the undocumented status ${status}`;
    return this.faultOfContent(documented, answer);
  }

  private faultOfContent({ content = {} }: ResponseObject, { headers, text }: RawAnswer): string | null {
    const [type] = Object.keys(content);
    if (type === undefined) return text === '' ? null : 'has a body where none is documented';
    if (headers['content-type']?.split(';')[0] !== type) return `is ${headers['content-type']}, not ${type}`;
    return this.check.faultOf(content[type]!.schema as Schema, type.endsWith('json') ? JSON.parse(text) : text);
  }
}

function codesOf(status: number, documented: ResponseObject | undefined): string[] {
  const [content] = Object.values(documented?.content ?? {});
  return [...Object.keys(content?.examples ?? {}), ...(ANYWHERE[status] === undefined ? [] : [ANYWHERE[status]])];
}

/** The answer must be a problem document. Its code must be one that the operation documents or that any request can get. */
function faultOfProblem({ status, headers, text }: RawAnswer, codes: readonly string[]): string | null {
  if (headers['content-type']?.startsWith('application/problem+json') !== true) return 'is no problem document';
  if (INNARDS.test(text)) return 'shows what is inside';
  const problem = JSON.parse(text) as Record<string, unknown>;
  const { code } = problem;
  const more = MORE_KEYS.filter((key) => problem[key] !== undefined);
  if (Object.keys(problem).join() !== [PROBLEM_KEYS, ...more].join()) return 'has other keys';
  if (problem['status'] !== status || problem['detail'] === '') return 'contradicts its status or says nothing';
  return codes.includes(code as string) ? null : `has the undocumented ${status} ${String(code)}`;
}
