import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../../users/user.entity.js';

/** One login on one device. Deleting the row ends it: the next request with its token is refused. */
@Entity('sessions')
@Index('sessions_user_id_idx', ['userId'])
@Index('sessions_expires_at_idx', ['expiresAt'])
export class LoginSession {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' })
  readonly id: string;

  @Column('integer')
  readonly userId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_id_fkey' })
  readonly user?: Relation<User>;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly createdAt: Date;

  /** Each refresh moves it forward. */
  @Column('timestamp with time zone', { precision: 3 })
  expiresAt: Date;
}
