import type { IncomingHttpHeaders } from 'node:http';

/** Version, trace id, parent id and flags (W3C Trace Context, 3.2). Later versions may add parts. */
const TRACEPARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-.*)?$/;

/** The trace of a request, as log lines and problem documents name it. */
export interface Trace {
  readonly trace_id?: string;
}

const NO_TRACE: Trace = {};

/** The trace that the header `traceparent` names. A header that breaks the standard counts as none. */
export function traceOf({ traceparent }: IncomingHttpHeaders): Trace {
  if (typeof traceparent !== 'string') return NO_TRACE;
  const [, version, trace_id, more] = TRACEPARENT.exec(traceparent.trim()) ?? [];
  const isKnown = trace_id !== undefined && (version !== '00' || more === undefined);
  return isKnown ? { trace_id } : NO_TRACE;
}
