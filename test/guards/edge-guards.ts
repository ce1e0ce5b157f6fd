import { type Guard, guards } from './guard.js';

const APPLICATION = 'src/server/application.ts';
const HEADERS = 'src/server/answer-headers.ts';

/** Validation of input, contents of answers and limits. */
export const EDGE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/wire/validation.pipe.ts',
    ['errors', 'src/wire/validation.pipe.spec.ts'],
    [
      ['whitelist', 'whitelist: true,', 'whitelist: false,'],
      ['unknown fields are refused', 'forbidNonWhitelisted: true', 'forbidNonWhitelisted: false'],
      ['classes without rules take nothing', 'forbidUnknownValues: true', 'forbidUnknownValues: false'],
      ['fields that every object inherits', 'if (inherited.length > 0) throw', 'if (false) throw'],
      ['bodies are objects', `if (typeof value !== 'object' || value === null || Array.isArray(value))`, 'if (false)'],
      ['messages are few', 'const MAX_MESSAGES = 20;', 'const MAX_MESSAGES = 2_000;'],
    ],
  ),
  ...guards(
    'src/wire/fields.ts',
    ['src/wire/fields.spec.ts'],
    [
      [
        'whole numbers within their range',
        'Number.isInteger(value) && isBetween(value as number, min, max)',
        'Number.isInteger(value) || max < min',
      ],
      [
        'texts that can be stored',
        `if (!isStorable(value)) return 'has characters that cannot be stored';\n  if (isBlank`,
        'if (isBlank',
      ],
      ['texts say something', `if (isBlank(value)) return 'must not be blank';`, ''],
      ['length of texts', 'if (length > max) return', 'if (false) return'],
    ],
  ),
  ...guards(
    'src/wire/form-fields.ts',
    ['src/wire/fields.spec.ts', 'profiles'],
    [['free JSON that can be stored', 'return isKeepable(value) ? null :', 'return true ? null :']],
  ),
  ...guards(
    'src/wire/json-body.ts',
    ['errors', 'body-types'],
    [
      ['depth of bodies', 'const MAX_DEPTH = 20;', 'const MAX_DEPTH = 2_000;'],
      ['poison keys', `new Set(['__proto__', 'constructor', 'prototype'])`, 'new Set<string>()'],
      ['size of bodies', 'MAX_BODY_BYTES = 65_536', 'MAX_BODY_BYTES = 6_553_600'],
      ['bytes that are no text', `{ fatal: true }`, '{ fatal: false }'],
      [
        'JSON and nothing else',
        'fastify.removeAllContentTypeParsers();',
        `fastify.addContentTypeParser('text/plain', { parseAs: 'string' }, (_, text, done) => done(null, text));`,
      ],
      ['UTF-8 and nothing else', 'if (!/^utf-?8$/i.test(charset)) {', 'if (false) {'],
      ['no unpacking', `if (encoding.toLowerCase() !== 'identity') throw`, 'if (encoding === "") throw'],
    ],
  ),
  ...guards(
    APPLICATION,
    ['raw-http', 'errors'],
    [
      ['headers that stand twice', 'if (repeated !== undefined) return', 'if (repeated === "") return'],
      ['a host', `headers.host === undefined && httpVersion !== '1.0'`, 'false'],
      ['time for headers', 'const HEADERS_MS = 10_000;', 'const HEADERS_MS = 100_000;'],
      ['time for a request', 'const REQUEST_MS = 15_000;', 'const REQUEST_MS = 150_000;'],
    ],
  ),
  ...guards(
    'src/server/broken-requests.ts',
    ['raw-http'],
    [
      ['nothing is done after 408', 'if (error.code === TOO_SLOW) socket.destroy();', ''],
      ['408 to nobody who sent nothing', ' || socket.bytesRead === 0', ''],
      ['answers in the order of requests', 'if (due?.req.complete) {', 'if (false) {'],
    ],
  ),
  ...guards(
    HEADERS,
    ['src/server/answer-headers.spec.ts', 'cors'],
    [
      [
        'origins before the router',
        '!corsOrigins.includes(origin)',
        '!corsOrigins.some((own) => origin.startsWith(own))',
      ],
    ],
  ),
  ...guards(
    'src/wire/query-fields.ts',
    ['query-periods'],
    [['periods in their order', 'if (!isDayOrInstant(first) || !isDayOrInstant(last)) return true;', 'return true;']],
  ),
  ...guards(
    HEADERS,
    ['headers'],
    [
      ['policy of content', `API_POLICY = "default-src 'none';`, `API_POLICY = "default-src *;`],
      ['nobody frames us', `['x-frame-options', 'DENY'],`, ''],
      ['no referrer', `['referrer-policy', 'no-referrer'],`, ''],
      ['types are not guessed', `['x-content-type-options', 'nosniff'],`, ''],
      ['HTTPS in production', `environment === 'production' ?`, `environment === 'test' ?`],
      ['nothing is cached', `['Cache-Control', 'no-store'], `, ''],
    ],
  ),
  ...guards(
    APPLICATION,
    ['headers'],
    [['docs are off in production', 'if (config.apiDocs) showDocs', 'if (true) showDocs']],
  ),
  ...guards(APPLICATION, ['cors'], [['origins of CORS', 'origin: [...config.corsOrigins],', 'origin: true,']]),
  ...guards(
    APPLICATION,
    ['accounts-throttle'],
    [['only proxies of ours tell an address', 'return trustProxy && [...trustProxy];', 'return () => true;']],
  ),
  ...guards(
    'src/server/overload.ts',
    ['overload'],
    [
      [
        'requests in flight, before their bodies',
        `if (method === 'OPTIONS' || isUnlimited(url.split('?')[0]) || !places.refuseOneMore())`,
        'if (true)',
      ],
      ['requests in flight, after their bodies', '} else if (places.areTaken) {', '} else if (false) {'],
      ['in an overload the queue is short', 'this.refused > this.asked * CHANCE', 'false'],
      ['until an overload is over', 'places * 2 ** calm', 'places'],
      ['slow ones do not keep it going', 'now - since < SLOW_MS', 'true'],
      ['slow ones have places nevertheless', 'this.most - this.slow.size', 'this.most'],
      ['places of those who are answered', 'places.free(raw);', ''],
    ],
  ),
  ...guards(
    'src/server/unread-answers.ts',
    ['overload'],
    [
      ['answers that nobody reads', 'answer.setTimeout(UNREAD_MS, () => socket.destroy());', ''],
      ['answers that are read slowly', 'unread.size > most', 'false'],
      ['requests that one connection has open', 'requests > MOST_AT_ONCE', 'requests < 0'],
    ],
  ),
  ...guards(
    'src/server/readiness.ts',
    ['health'],
    [['one look however many ask', 'this.looking ??= this.look()', 'this.looking = this.look()']],
  ),
  ...guards(
    'src/training/charts.service.ts',
    ['client-charts'],
    [
      ['exercises of a chart', 'MOST_EXERCISES = 500', 'MOST_EXERCISES = 500_000'],
      ['points of a chart', 'MOST_POINTS = 10_000', 'MOST_POINTS = 10_000_000'],
    ],
  ),
  ...guards(
    'src/wire/paging.ts',
    ['client-logs'],
    [['pages of long texts are shorter', 'Math.min(limit, fitting(rows))', 'limit']],
  ),
  ...guards(
    HEADERS,
    ['overload'],
    [
      [
        'origins of CORS, when it is refused',
        'origin === undefined || !corsOrigins.includes(origin)',
        'origin === undefined',
      ],
    ],
  ),
  ...guards(
    'src/auth/limits/rate-limit.guard.ts',
    ['rate-limit'],
    [
      ['requests a minute', 'if (!isWithin) throw', 'if (false) throw'],
      ['users each for themselves', 'this.users.take(principal.id, now)', 'this.users.take(0, now)'],
      ['addresses each for themselves', 'this.addresses.take(networkOf(ip), now)', 'this.addresses.take(0, now)'],
    ],
  ),
  ...guards(
    'src/problems/problem.ts',
    ['database-faults', 'logging'],
    [
      [
        'nothing is told of a defect',
        `'Something went wrong on our side; it has been logged.'`,
        `'QueryFailedError: SELECT id FROM users'`,
      ],
    ],
  ),
  ...guards(
    'src/database/postgres-errors.ts',
    ['logging'],
    [['what PostgreSQL quotes is not logged', 'if (sqlState !== undefined) return', 'if (sqlState === "") return']],
  ),
  ...guards(
    'src/server/logging.ts',
    ['logging'],
    [['what errors carry is not logged', 'serializers: { err: traceOf },', '']],
  ),
  ...guards(
    APPLICATION,
    ['logging'],
    [['addresses are not logged', `request.routeOptions.url ?? 'unmatched'`, 'request.url']],
  ),
];
