import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** The answer to a request that must not run twice. It is kept for a day, for a client that lost it. */
@Entity('idempotency_keys')
@Check('idempotency_keys_sha256', `octet_length(key_hash) = 32 AND octet_length(fingerprint) = 32`)
@Index('idempotency_keys_created_at_idx', ['createdAt'])
@Index('idempotency_keys_user_id_idx', ['userId'])
export class IdempotencyKey {
  /** SHA-256 of route, caller and key together. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  readonly keyHash: Buffer;

  /** SHA-256 of the body: the same key with another body is a mistake. */
  @Column('bytea')
  readonly fingerprint: Buffer;

  /** Null in rows of version 0.2, which encrypted its answers; this version cannot open them. */
  @Column('jsonb', { nullable: true })
  readonly answer: object | null;

  /** Only version 0.2 writes it. */
  @Column({ type: 'bytea', nullable: true, select: false, insert: false, update: false })
  readonly sealedAnswer: Buffer | null;

  /** The user who sent the request; null for anonymous feedback, and in rows of version 0.2. */
  @Column('integer', { nullable: true })
  readonly userId: number | null;

  /** Named by a string, because users lie above this area. */
  @ManyToOne('User', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'idempotency_keys_user_id_fkey' })
  readonly user?: object;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}
