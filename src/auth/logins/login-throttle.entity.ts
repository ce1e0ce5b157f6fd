import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Failed logins of one account or one address in the last quarter of an hour. */
@Entity('login_throttles')
@Index('login_throttles_last_failure_at_idx', ['lastFailureAt'])
export class LoginThrottle {
  /** SHA-256 of what is counted: what people type as their email is not kept. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'login_throttles_pkey' })
  readonly key: Buffer;

  /** Oldest first. Without a precision, which TypeORM does not see in arrays: the drift check would never agree. */
  @Column('timestamp with time zone', { array: true, default: () => `'{}'` })
  failures: Date[];

  @Column('timestamp with time zone', { precision: 3 })
  lastFailureAt: Date;

  /** Of the attempt that was counted last, by which it recognises that it was. */
  @Column('uuid')
  lastAttempt: string;
}
