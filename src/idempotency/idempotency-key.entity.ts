import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The answer to a request that must not be done twice, kept for a day for whoever lost it. */
@Entity('idempotency_keys')
@Check('idempotency_keys_sha256', `octet_length(key_hash) = 32 AND octet_length(fingerprint) = 32`)
@Index('idempotency_keys_created_at_idx', ['createdAt'])
export class IdempotencyKey {
  /** Of route, caller and key together. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  readonly keyHash: Buffer;

  /** Of the body: the same key with another body is a mistake. */
  @Column('bytea')
  readonly fingerprint: Buffer;

  /** Sealed with a secret that only who sent the key can make again: answers hold tokens and notes. */
  @Column('bytea')
  readonly sealedAnswer: Buffer;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;
}
