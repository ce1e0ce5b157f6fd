import { type Guard, guards } from './guard.js';

const APPLICATION = 'src/server/application.ts';
const HEADERS = 'src/server/answer-headers.ts';

/** Validation of input, contents of answers and limits. */
export const EDGE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/dev/local.guard.ts',
    ['dev-clock', 'dev-reset'],
    [
      ['tools of development are for this machine', "LOOPBACK.test(socket.remoteAddress ?? '') &&", 'true &&'],
      ['pages of other sites use no tools', '|| !isLocalOrigin(headers.origin)', ''],
      ['only under its own name', "isLoopbackHost(headers.host ?? '')", 'true'],
      ['never through a proxy', '!isLocal || isForwarded', '!isLocal'],
    ],
  ),
  ...guards(
    'src/app.module.ts',
    ['dev-clock'],
    [
      ['no tools outside development', "config.environment === 'development' && isEmbedded", 'isEmbedded'],
      [
        'no tools on other databases',
        "config.environment === 'development' && isEmbedded",
        "config.environment === 'development'",
      ],
    ],
  ),
  ...guards(
    'src/wire/validation.pipe.ts',
    ['errors', 'src/wire/validation.pipe.spec.ts'],
    [
      ['whitelist', 'whitelist: true,', 'whitelist: false,'],
      ['unknown fields are refused', 'forbidNonWhitelisted: true', 'forbidNonWhitelisted: false'],
      ['classes without rules accept nothing', 'forbidUnknownValues: true', 'forbidUnknownValues: false'],
      ['fields that every object inherits', 'if (inherited.length > 0) throw', 'if (false) throw'],
      ['bodies are objects', `if (typeof value !== 'object' || value === null || Array.isArray(value))`, 'if (false)'],
      ['the number of messages is bounded', 'const MAX_MESSAGES = 20;', 'const MAX_MESSAGES = 2_000;'],
    ],
  ),
  ...guards(
    'src/wire/fields/fields.ts',
    ['src/wire/fields/fields.spec.ts'],
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
      ['texts are not blank', `if (isBlank(value)) return 'must not be blank';`, ''],
      ['length of texts', 'if (length > max) return', 'if (false) return'],
    ],
  ),
  ...guards(
    'src/wire/fields/form-fields.ts',
    ['src/wire/fields/fields.spec.ts', 'profiles'],
    [['free JSON that can be stored', 'return isKeepable(value) ? null :', 'return true ? null :']],
  ),
  ...guards(
    'src/wire/bodies/json-body.ts',
    ['errors', 'body-types'],
    [
      ['depth of bodies', 'const MAX_DEPTH = 20;', 'const MAX_DEPTH = 2_000;'],
      ['dangerous keys', `new Set(['__proto__', 'constructor', 'prototype'])`, 'new Set<string>()'],
      ['size of bodies', 'MAX_BODY_BYTES = 65_536', 'MAX_BODY_BYTES = 6_553_600'],
      ['bytes that are not UTF-8', `{ fatal: true }`, '{ fatal: false }'],
      [
        'JSON only',
        'fastify.removeAllContentTypeParsers();',
        `fastify.addContentTypeParser('text/plain', { parseAs: 'string' }, (_, text, done) => done(null, text));`,
      ],
      ['UTF-8 only', 'if (!/^utf-?8$/i.test(charset)) {', 'if (false) {'],
      [
        'compressed bodies are refused',
        `if (encoding.toLowerCase() !== 'identity') throw`,
        'if (encoding === "") throw',
      ],
    ],
  ),
  ...guards(
    APPLICATION,
    ['raw-http', 'errors'],
    [
      ['repeated headers', 'if (repeated !== undefined) return', 'if (repeated === "") return'],
      ['a Host header is required', `headers.host === undefined && httpVersion !== '1.0'`, 'false'],
      ['time for headers', 'const HEADERS_MS = 10_000;', 'const HEADERS_MS = 100_000;'],
      ['time for a request', 'const REQUEST_MS = 15_000;', 'const REQUEST_MS = 150_000;'],
    ],
  ),
  ...guards(
    'src/server/broken-requests.ts',
    ['raw-http'],
    [
      ['nothing is executed after a 408', 'if (error.code === TOO_SLOW) socket.destroy();', ''],
      ['no 408 to a client that sent nothing', ' || socket.bytesRead === 0', ''],
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
    'src/wire/fields/query-fields.ts',
    ['query-periods'],
    [['periods in their order', 'if (!isDayOrInstant(first) || !isDayOrInstant(last)) return true;', 'return true;']],
  ),
  ...guards(
    HEADERS,
    ['headers'],
    [
      ['content security policy', `API_POLICY = "default-src 'none';`, `API_POLICY = "default-src *;`],
      ['no framing', `['x-frame-options', 'DENY'],`, ''],
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
      ['an overload lowers the bound', 'this.refused > this.asked * CHANCE', 'false'],
      ['the bound rises after an overload', 'places * 2 ** calm', 'places'],
      ['slow requests do not prolong an overload', 'now - since < SLOW_MS', 'true'],
      ['slow requests count against the bound', 'this.most - this.slow.size', 'this.most'],
      ['an answer frees its place', 'places.free(raw);', ''],
    ],
  ),
  ...guards(
    'src/server/unread-answers.ts',
    ['overload'],
    [
      ['unread answers', 'answer.setTimeout(UNREAD_MS, () => socket.destroy());', ''],
      ['slowly read answers', 'unread.size > most', 'false'],
      ['open requests of one connection', 'requests > MOST_AT_ONCE', 'requests < 0'],
    ],
  ),
  ...guards(
    'src/server/observing/readiness.ts',
    ['health'],
    [['one look however many ask', 'this.looking ??= this.look()', 'this.looking = this.look()']],
  ),
  ...guards(
    'src/training/progress/charts.service.ts',
    ['client-charts'],
    [
      ['exercises of a chart', 'MOST_EXERCISES = 500', 'MOST_EXERCISES = 500_000'],
      ['points of a chart', 'MOST_POINTS = 10_000', 'MOST_POINTS = 10_000_000'],
    ],
  ),
  ...guards(
    'src/wire/lists/paging.ts',
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
      ['each user has a quota', 'this.users.take(principal.id, now)', 'this.users.take(0, now)'],
      ['each address has a quota', 'this.addresses.take(networkOf(ip), now)', 'this.addresses.take(0, now)'],
    ],
  ),
  ...guards(
    'src/problems/problem.ts',
    ['database-faults', 'logging'],
    [
      [
        'a defect is not described to callers',
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
    'src/server/observing/logging.ts',
    ['logging'],
    [['what errors carry is not logged', 'serializers: { err: traceOf },', '']],
  ),
  ...guards(
    APPLICATION,
    ['logging'],
    [['addresses are not logged', `request.routeOptions.url ?? 'unmatched'`, 'request.url']],
  ),
];
