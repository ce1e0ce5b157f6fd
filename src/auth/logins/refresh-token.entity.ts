import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { LoginSession } from './login-session.entity.js';

/** SHA-256 of a refresh token. Used tokens stay for thirty days, at most 2,000, so that a stolen copy is noticed (RFC 9700). */
@Entity('refresh_tokens')
@Check('refresh_tokens_sha256', `octet_length(token_hash) = 32`)
@Index('refresh_tokens_current_key', ['sessionId'], { unique: true, where: `used_at IS NULL` })
@Index('refresh_tokens_session_id_idx', ['sessionId'])
export class RefreshToken {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'refresh_tokens_pkey' })
  readonly tokenHash: Buffer;

  @Column('uuid')
  readonly sessionId: string;

  @ManyToOne(() => LoginSession, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'refresh_tokens_session_id_fkey' })
  readonly session?: Relation<LoginSession>;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  usedAt: Date | null;
}
