import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Principal } from '../auth/access/principal.js';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { asActor } from '../database/acting.js';
import { Database, type Transaction } from '../database/database.js';
import { LOCK_KEYS } from '../database/lock-keys.js';
import { OutgoingClient } from '../outgoing/outgoing-client.js';
import { ValidationFailedError } from '../problems/problem.js';
import { SecretsService } from '../secrets/secrets.service.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page, TimePageQuery } from '../wire/lists/paging.js';
import { newSecret } from './domain/signature.js';
import type { ChangeWebhookDto, MakeWebhookDto, WebhookDto } from './dto/webhooks.dto.js';
import { TooManyWebhooksError, WebhookNotFoundError } from './webhook-errors.js';
import { secretPlace, Webhook } from './webhook.entity.js';

/** Whose endpoints: a coach's, or (null) those of the platform, which all admins share. */
export type Owner = number | null;

export const ownerFor = ({ id, role }: Principal): Owner => (role === 'admin' ? null : id);

/** A secret goes on signing for so long beside the one that follows it. */
const OVERLAP_MS = 24 * 3_600_000;

const COLUMNS = `
  w.id, w.url, w.types, w.description, w.is_active, w.off_because, w.failing_since,
  CASE WHEN w.previous_secret_until > $2 THEN w.previous_secret_until END AS previous_secret_until, w.created_at, w.updated_at`;

const ONE = `SELECT ${COLUMNS} FROM webhooks w WHERE w.id = $1 AND w.coach_id IS NOT DISTINCT FROM $3`;

const OLDEST: Order<WebhookDto> = {
  key: 'w.created_at',
  id: 'w.id',
  direction: 'ASC',
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

const TAKE_TURNS = `SELECT pg_advisory_xact_lock($1)`;
/** The coach is not deleted meanwhile. */
const LOCK_COACH = `SELECT id FROM users WHERE id = $1 AND is_active FOR NO KEY UPDATE`;
/** The id goes into the sealed secret, so it is taken first. */
const next = (own: string) => `
  SELECT nextval(pg_get_serial_sequence('webhooks', 'id'))::integer AS id,
         (SELECT count(*)::integer FROM webhooks WHERE ${own}) AS count`;
const NEXT_OF_COACH = next('coach_id = $1');
const NEXT_OF_PLATFORM = next('coach_id IS NULL');
const MOST = 10;

const ROTATE = `
  UPDATE webhooks SET previous_secret = secret, previous_secret_until = $4, secret = $3, updated_at = $5
   WHERE id = $1 AND coach_id IS NOT DISTINCT FROM $2 RETURNING id`;

/** The endpoints of other systems. Every method takes the owner, or who acts for the owner. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsService,
    private readonly outgoing: OutgoingClient,
    private readonly clock: Clock,
  ) {}

  /** The new endpoint and its secret, which cannot be read again. TooManyWebhooksError for the eleventh. */
  async make(me: Principal, wanted: MakeWebhookDto) {
    this.assertAllowed(wanted.url);
    const secret = newSecret();
    const id = await asActor(this.database, me, (db) =>
      db.transaction((tx) => this.add(tx, ownerFor(me), wanted, secret)),
    );
    return { ...(await this.one(ownerFor(me), id)), secret };
  }

  /** The oldest first. */
  list(owner: Owner, query: TimePageQuery): Promise<Page<WebhookDto>> {
    const list = new KeysetList(OLDEST, query, 'webhooks w');
    list.parameter(this.clock.now());
    list.where(owner === null ? 'w.coach_id IS NULL' : `w.coach_id = ${list.parameter(owner)}`);
    return list.page(this.database, (rest) => `SELECT ${COLUMNS} FROM webhooks w ${rest}`);
  }

  async one(owner: Owner, id: number): Promise<WebhookDto> {
    const [webhook] = await this.database.rows<WebhookDto>(ONE, [id, this.clock.now(), owner]);
    if (!webhook) throw new WebhookNotFoundError();
    return webhook;
  }

  /** Switched on again, it starts afresh: the failures of before do not count. */
  async change(
    me: Principal,
    id: number,
    { url, types, description, is_active }: ChangeWebhookDto,
  ): Promise<WebhookDto> {
    if (url !== undefined) this.assertAllowed(url);
    const change = {
      ...(url !== undefined && { url }),
      ...(types !== undefined && { types }),
      ...(description !== undefined && { description }),
      ...(is_active !== undefined && { isActive: is_active, offBecause: null, failingSince: null }),
    };
    const owner = ownerFor(me);
    const { affected } = await asActor(this.database, me, (db) =>
      db.repository(Webhook).update({ id, coachId: owner ?? IsNull() }, { ...change, updatedAt: this.clock.now() }),
    );
    if (affected === 0) throw new WebhookNotFoundError();
    return this.one(owner, id);
  }

  /** What waits for it goes too. */
  async remove(me: Principal, id: number): Promise<void> {
    const one = { id, coachId: ownerFor(me) ?? IsNull() };
    const { affected } = await asActor(this.database, me, (db) => db.repository(Webhook).delete(one));
    if (affected === 0) throw new WebhookNotFoundError();
  }

  /** The secret before signs beside the new one for a day; an older one no more. */
  async rotate(me: Principal, id: number) {
    const owner = ownerFor(me);
    const secret = newSecret();
    const now = this.clock.now();
    const until = new Date(now.getTime() + OVERLAP_MS);
    const sealed = this.secrets.seal(secret, secretPlace(id));
    const [rotated] = await asActor(this.database, me, (db) => db.rows(ROTATE, [id, owner, sealed, until, now]));
    if (!rotated) throw new WebhookNotFoundError();
    return { ...(await this.one(owner, id)), secret };
  }

  private async add(
    tx: Transaction,
    owner: Owner,
    { url, types, description = null }: MakeWebhookDto,
    secret: string,
  ): Promise<number> {
    const id = await this.next(tx, owner);
    const now = this.clock.now();
    const sealed = this.secrets.seal(secret, secretPlace(id));
    const row = { id, coachId: owner, url, types, description, secret: sealed, createdAt: now, updatedAt: now };
    await tx.repository(Webhook).insert(row);
    return id;
  }

  /** The id of a new endpoint. Endpoints are made one after another, so that nobody gets more than they may. */
  private async next(tx: Transaction, owner: Owner): Promise<number> {
    await tx.rows(TAKE_TURNS, [LOCK_KEYS.webhooks]);
    if (owner !== null && (await tx.rows(LOCK_COACH, [owner])).length === 0) throw new UnauthenticatedError();
    const [statement, values] = owner === null ? [NEXT_OF_PLATFORM, []] : [NEXT_OF_COACH, [owner]];
    const { id, count } = await tx.one<{ id: number; count: number }>(statement, values);
    if (count >= MOST) throw new TooManyWebhooksError();
    return id;
  }

  private assertAllowed(url: string): void {
    const fault = this.outgoing.faultOf(url);
    if (fault === null) return;
    throw new ValidationFailedError([{ field: 'url', message: fault.message.replace('The address', 'url') }]);
  }
}
