import { traceOf } from './trace-context.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('the trace of a request', () => {
  it.each([
    ['the standard’s example', `00-${TRACE}-${PARENT}-01`],
    ['not sampled', `00-${TRACE}-${PARENT}-00`],
    ['blanks around it', ` 00-${TRACE}-${PARENT}-01 `],
    ['a later version', `01-${TRACE}-${PARENT}-01`],
    ['a later version with more parts', `cc-${TRACE}-${PARENT}-01-what-comes-next`],
  ])('is read: %s', (_, traceparent) => {
    expect(traceOf({ traceparent })).toEqual({ trace_id: TRACE });
  });

  it.each([
    ['nothing', ''],
    ['an unknown text', 'abc'],
    ['the version that is never valid', `ff-${TRACE}-${PARENT}-01`],
    ['version 00 with more parts', `00-${TRACE}-${PARENT}-01-more`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['a parent id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['capital letters', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['a short trace id', `00-${TRACE.slice(1)}-${PARENT}-01`],
    ['two headers', `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`],
  ])('is none: %s', (_, traceparent) => {
    expect(traceOf({ traceparent })).toEqual({});
  });

  it('is none without the header', () => {
    expect(traceOf({})).toEqual({});
  });
});
