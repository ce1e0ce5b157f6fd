import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import type { WebhookFault } from './webhook-faults.js';
import { Webhook } from './webhook.entity.js';

export const WEBHOOK_STATUSES = ['waiting', 'done', 'failed'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** A message to an endpoint. It keeps its body, because each try sends the same. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_once', ['webhookId', 'eventId'])
@Check('webhook_deliveries_status', `status IN ('waiting', 'done', 'failed')`)
@Check('webhook_deliveries_finished', `(status = 'waiting') = (finished_at IS NULL)`)
@Check('webhook_deliveries_attempts', `attempts_before BETWEEN 0 AND attempts`)
@Check('webhook_deliveries_body_size', `octet_length(body) <= 20480`)
@Check('webhook_deliveries_answer_size', `char_length(answer) <= 1024`)
@Index('webhook_deliveries_due_idx', ['dueAt'], { where: `status = 'waiting'` })
@Index('webhook_deliveries_waiting_idx', ['webhookId', 'dueAt'], { where: `status = 'waiting'` })
@Index('webhook_deliveries_webhook_idx', ['webhookId', 'id'])
@Index('webhook_deliveries_finished_at_idx', ['finishedAt'], { where: `finished_at IS NOT NULL` })
export class WebhookDelivery {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'webhook_deliveries_pkey',
  })
  readonly id: string;

  @Column('integer')
  readonly webhookId: number;

  @ManyToOne(() => Webhook, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'webhook_id', foreignKeyConstraintName: 'webhook_deliveries_webhook_id_fkey' })
  readonly webhook?: Relation<Webhook>;

  /** The header `webhook-id`: the same at each try. */
  @Column('uuid')
  readonly messageId: string;

  /** Null for a test. No foreign key: events go after a time. */
  @Column('bigint', { nullable: true })
  readonly eventId: string | null;

  @Column('text')
  readonly type: string;

  @Column('text')
  readonly body: string;

  @Column('text', { default: 'waiting' })
  status: WebhookStatus;

  @Column('integer', { default: 0 })
  attempts: number;

  /** Those before somebody had it sent again: the pauses begin anew. */
  @Column('integer', { default: 0 })
  attemptsBefore: number;

  /** When it is tried next. While a try is under way, the end of its lease. */
  @Column('timestamp with time zone', { precision: 3 })
  dueAt: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  triedAt: Date | null;

  /** The status that the endpoint answered at the last try. */
  @Column('integer', { nullable: true })
  answered: number | null;

  /** The beginning of its answer. */
  @Column('text', { nullable: true })
  answer: string | null;

  /** Why there was no answer. */
  @Column('text', { nullable: true })
  fault: WebhookFault | null;

  @Column('timestamp with time zone', { precision: 3 })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  finishedAt: Date | null;
}
