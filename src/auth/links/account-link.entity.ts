import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { User } from '../../users/user.entity.js';
import type { LinkPurpose } from './link-purposes.js';

/**
 * A link that a mail carries, and that works once: to reset a password, to prove that mail reaches an address, to use another
 * address. Only the hash of its token is kept; the key and the id make the token again when the mail is sent.
 */
@Entity('account_links')
@Check('account_links_sha256', `octet_length(token_hash) = 32`)
@Check('account_links_purpose', `purpose IN ('reset', 'verify', 'email')`)
@Check('account_links_old_email', `(old_email IS NOT NULL) = (purpose = 'email')`)
@Check('account_links_have_user', `user_id IS NOT NULL OR purpose = 'reset'`)
@Unique('account_links_token_hash_key', ['tokenHash'])
@Index('account_links_user_id_idx', ['userId'])
@Index('account_links_email_idx', { synchronize: false })
@Index('account_links_expires_at_idx', ['expiresAt'])
export class AccountLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'account_links_pkey' })
  readonly id: string;

  @Column('text')
  readonly purpose: LinkPurpose;

  /** The address that the link goes to. */
  @Column('text')
  readonly email: string;

  /** The address of the account when another one was asked for: it is told. */
  @Column('text', { nullable: true })
  readonly oldEmail: string | null;

  /** Null until the mail of a reset is sent, and for ever when nobody has the address. */
  @Column('integer', { nullable: true })
  readonly userId: number | null;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'account_links_user_id_fkey' })
  readonly user?: Relation<User>;

  @Column('bytea')
  readonly tokenHash: Buffer;

  @Column('timestamp with time zone', { precision: 3 })
  readonly requestedAt: Date;

  @Column('timestamp with time zone', { precision: 3 })
  readonly expiresAt: Date;

  /** When the link was used, or something else ended it. */
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  readonly usedAt: Date | null;
}
