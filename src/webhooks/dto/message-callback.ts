import { Callbacks } from '../../openapi/callbacks.js';
import { EVENT_EXAMPLES } from '../event-examples.js';

const examples = Object.fromEntries(Object.entries(EVENT_EXAMPLES).map(([type, value]) => [type, { value }]));

const header = (name: string, description: string) => ({
  ...{ name, in: 'header' as const, required: true, description, schema: { type: 'string' } },
});

const SUBJECT = {
  type: 'object',
  description: 'What it happened to: its kind and its id.',
  additionalProperties: true,
};
const SEQUENCE = {
  format: 'int32',
  type: 'integer',
  minimum: 0,
  description: 'Of two messages about one subject the higher is newer.',
};

/** Documents the messages to an endpoint, with an example of each type. */
export const SendsMessages = () =>
  Callbacks({
    message: {
      '{$request.body#/url}': {
        post: {
          security: [],
          summary: 'Receive a message',
          description: 'Any answer of 2xx within 15 seconds takes it; 410 switches the endpoint off.',
          parameters: [
            header('webhook-id', 'The same at each try.'),
            header('webhook-timestamp', 'Of this try, in seconds since 1970.'),
            header(
              'webhook-signature',
              '`v1,` and a signature in base64; two after a rotation, with a blank between them.',
            ),
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['type', 'timestamp', 'data'],
                  properties: {
                    type: { $ref: '#/components/schemas/EventType' },
                    timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
                    data: {
                      type: 'object',
                      additionalProperties: true,
                      properties: { subject: SUBJECT, sequence: SEQUENCE },
                    },
                  },
                },
                examples,
              },
            },
          },
          responses: { '204': { description: 'It is taken.' }, '410': { description: 'Send no more.' } },
        },
      },
    },
  });
