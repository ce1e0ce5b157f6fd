import { type Guard, guards } from './guard.js';
import { check, references } from './table-constraints.js';

const WEBHOOKS = 'webhooks';

/** What other systems are told, and where requests that leave us may go. */
export const WEBHOOK_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/038-add-webhooks.ts',
    ['test/contract/webhook-constraints.spec.ts'],
    [
      references('webhooks_coach_id_fkey', 'coach_id', 'users'),
      check('webhooks_url_length', 'char_length(url) BETWEEN 1 AND 2000'),
      check('webhooks_description_length', 'char_length(description) BETWEEN 1 AND 200'),
      check('webhooks_types', 'cardinality(types) BETWEEN 1 AND 100 AND array_position(types, NULL) IS NULL'),
      check('webhooks_previous_secret', '(previous_secret IS NULL) = (previous_secret_until IS NULL)'),
      check('webhooks_off_because', `off_because IS NULL OR off_because IN ('gone', 'failing') AND NOT is_active`),
      references('webhook_deliveries_webhook_id_fkey', 'webhook_id', 'webhooks'),
      ['webhook_deliveries_once', 'UNIQUE (webhook_id, event_id)', 'CHECK (webhook_id IS NOT NULL)'],
      check('webhook_deliveries_status', `status IN ('waiting', 'done', 'failed')`),
      check('webhook_deliveries_finished', `(status = 'waiting') = (finished_at IS NULL)`),
      check('webhook_deliveries_attempts', 'attempts_before BETWEEN 0 AND attempts'),
      check('webhook_deliveries_body_size', 'octet_length(body) <= 20480'),
      check('webhook_deliveries_answer_size', 'char_length(answer) <= 1024'),
    ],
  ),
  ...guards(
    'src/webhooks/domain/message.ts',
    ['src/webhooks/domain/message.spec.ts', WEBHOOKS],
    [
      ['a coach’s endpoint is told of that coach only', `&& data['coach_id'] === coachId`, ''],
      ['a coach’s endpoint is told of no accounts', 'OF_COACHES.includes(subjectKind) &&', ''],
    ],
  ),
  ...guards(
    'src/webhooks/webhooks-consumer.service.ts',
    [WEBHOOKS],
    [['endpoints of a deactivated coach are silent', ' AND (w.coach_id IS NULL OR u.is_active)', '']],
  ),
  ...guards(
    'src/webhooks/sending/webhook-sender.service.ts',
    [WEBHOOKS],
    [['a slow endpoint holds up no other', 'ORDER BY d.due_at LIMIT ${AT_ONCE_EACH} FOR', 'ORDER BY d.due_at FOR']],
  ),
  ...guards(
    'src/webhooks/webhooks.service.ts',
    [WEBHOOKS],
    [
      [
        'endpoints may only lead to the public internet',
        'if (fault === null) return;',
        'if (fault !== undefined) return;',
      ],
      ['nobody has more than ten endpoints', 'await tx.rows(TAKE_TURNS, [LOCK_KEYS.webhooks]);', ''],
    ],
  ),
  ...guards(
    'src/outgoing/outgoing-client.ts',
    ['src/outgoing/outgoing-client.spec.ts'],
    [
      ['no literal inner address', `if (isIP(host) !== 0 && !this.allows(host))`, `if (isIP(host) < 0)`],
      ['every address of a name is checked', 'found.every(({ address }) =>', 'found.some(({ address }) =>'],
    ],
  ),
];
