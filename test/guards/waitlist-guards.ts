import { type Guard, guards } from './guard.js';

/** Rules of waitlists. What PostgreSQL keeps of them has its lines in group-constraints.ts. */
export const WAITLIST_GUARDS: readonly Guard[] = [
  ...guards(
    'src/waitlist/join-statements.ts',
    ['waitlist-races'],
    [
      [
        'no slot is missed that becomes free while somebody joins',
        'WHERE u.id = $3 AND ${bookable} FOR SHARE OF u',
        'WHERE u.id = $3 AND ${bookable}',
      ],
      [
        'no seat is missed that becomes free while somebody joins',
        'AND g.starts_at > $4 FOR SHARE OF g',
        'AND g.starts_at > $4',
      ],
    ],
    'who frees|many times at once',
  ),
  ...guards(
    'src/waitlist/join-statements.ts',
    ['waitlist-slots', 'waitlist-seats', 'waitlist-times'],
    [
      ['nobody waits for a slot while one is free', 'WHERE coach.available_slots = 0 ', ''],
      ['nobody waits for a seat while one is left', 'g.seats_taken >= g.capacity AND NOT', 'NOT'],
      [
        'who joins is offered a time that is free already',
        'SELECT $3 FROM entry)',
        'SELECT $3 FROM entry WHERE false)',
      ],
    ],
    'is refused|free already|shows',
  ),
  ...guards(
    'src/waitlist/waitlist-reader.service.ts',
    ['waitlist-slots'],
    [
      ['entries of others', 'if (!entry || !isParty)', 'if (!entry)'],
      ['offers of others', 'if (entry?.client_id !== clientId)', 'if (!entry)'],
      ['lists of others', "if (reader.role !== 'admin') list.where", "if (reader.role === 'client') list.where"],
      ['places in the queue', 'AND w.id <= e.id)', ')'],
    ],
  ),
  ...guards(
    'src/waitlist/waitlist.service.ts',
    ['waitlist-slots'],
    [
      ['leaving for others', 'WHERE id = $1 AND client_id = $2', 'WHERE id = $1 AND client_id >= 0 * $2::integer'],
      [
        'declining without an offer',
        "this.left(client, id, ['offered'])",
        "this.left(client, id, ['offered', 'waiting'])",
      ],
    ],
  ),
  ...guards(
    'src/waitlist/offers.service.ts',
    ['waitlist-slots'],
    [['an offer that is gone is told so', 'error instanceof HoldGoneError ? new OfferGoneError() : error', 'error']],
  ),
  ...guards(
    'src/waitlist/time-offers.service.ts',
    ['waitlist-times'],
    [
      ['a third of the times is on offer', 'if (look.onOffer >= most) continue;', ''],
      ['deactivated clients are offered nothing', "AND u.role = 'client' AND u.is_active", ''],
      [
        'the first in the queue comes first',
        "AND e.status = 'waiting' ORDER BY e.id`",
        "AND e.status = 'waiting' ORDER BY e.id DESC`",
      ],
    ],
  ),
  ...guards(
    'src/waitlist/waitlist-passing.service.ts',
    ['waitlist-slots', 'waitlist-seats', 'waitlist-times'],
    [
      ['offers lapse', 'await this.lapse(now),', ''],
      ['entries expire', 'await this.expire(now),', ''],
      ['who was passed over is looked at again', 'await this.offerAgain(now),', ''],
    ],
  ),
  ...guards(
    'src/notifications/letters/waitlist-letters.service.ts',
    ['waitlist-mails'],
    [
      ['mails of waitlists that nobody wants', 'if (!recipient.wants.waitlist) return UNWANTED;', ''],
      ['mails of offers that have ended', "if (tellsOfOffer && !row.is_offered) return 'The offer has ended.';", ''],
    ],
  ),
];
