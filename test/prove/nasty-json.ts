/**
 * JSON as it is sent. Text, because the values that break servers do not exist in JavaScript: 1e400, two equal keys, lone
 * surrogates, __proto__ as a key.
 */
export type JsonText = string;

/** Values that some server has mistaken for something else. */
export const NASTY: readonly JsonText[] = [
  ...['null', 'true', 'false', '0', '-1', '1.5', '-0', '2147483647', '2147483648', '-2147483649', '1e20', '1e400'],
  ...['9007199254740993', '4.9e-324', '[]', '{}', '[[]]', '[1,2]', '{"a":1}', '{"length":1}', '{"toString":"x"}'],
  ...['{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"role":"admin"}}}', '[{"__proto__":1}]'],
  ...['"5"', '""', '" "', '"\\u200b"', '"false"', '"null"', '"undefined"', '"NaN"', '"Infinity"', '"0x10"', '"1e3"'],
  ...[
    '"60,5"',
    '"-1"',
    '"2147483648"',
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud83d"',
    '"\\udc00x"',
    '"\\ufeff"',
    '"\\u202e"',
  ],
  ...['"2026-02-31"', '"2026-W05"', '"infinity"', '"-infinity"', '"tomorrow"', '"now"', '"0000-00-00"', '"24:00"'],
  ...['"2027-01-01T09:00:00"', '"2027-01-01T09:00:00+99:00"', '"2027-01-01T25:00:00Z"', '"2027-02-31T09:00:00Z"'],
  ...['"+275760-09-13T00:00:00Z"', '"9999-12-31T23:59:59.999Z"', '"0001-01-01T00:00:00Z"', '"9999-12-31"'],
  ...[`"'; DROP TABLE users; --"`, `"' OR '1'='1"`, '"1; SELECT pg_sleep(9)"', '"$1"', '"%"', '"_\\\\"', '"{}"'],
  ...['"<script>alert(1)</script>"', '"=cmd|\' /C calc\'!A0"', '"../../etc/passwd"', '"${7*7}"', '"a@b@c"', '"@"'],
  JSON.stringify('x'.repeat(10_000)),
  JSON.stringify('😀'.repeat(5_000)),
  JSON.stringify('x'.repeat(10_001)),
  nested(21),
  nested(1_500),
  `{"a":${nested(6)}}`,
];

function nested(depth: number): JsonText {
  return '['.repeat(depth) + ']'.repeat(depth);
}
