// Sends traces of HTTP requests and SQL statements to a collector: see docs/guides/traces.md.
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK({
  instrumentations: [
    new HttpInstrumentation({
      // Probes say nothing. The address of a calendar feed is a secret.
      ignoreIncomingRequestHook: ({ url }) => /\/health|\/metrics|\/calendars?\//.test(url ?? ''),
      // Links of mails have a secret in their query, and searches have names.
      requestHook: (span) => span.setAttribute('url.query', ''),
    }),
    // Parameters hold health data: enhancedDatabaseReporting must stay off.
    new PgInstrumentation({ enhancedDatabaseReporting: false, requireParentSpan: true }),
  ],
});
sdk.start();
process.once('SIGTERM', () => void sdk.shutdown().catch(() => undefined));
