import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { type Role, ROLES } from '../users/role.js';
import { User } from '../users/user.entity.js';
import { HEALTH_DATA, type HealthData } from './health-data.js';

/** That someone read health data of a client. Written before the data leaves, and never changed. */
@Entity('access_log')
@Check('access_log_of_others', `client_id <> reader_id`)
@Index('access_log_client_id_read_at_idx', ['clientId', 'readAt', 'id'])
@Index('access_log_reader_id_idx', ['readerId'])
export class AccessLogEntry {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'access_log_pkey',
  })
  readonly id: string;

  @Column('integer')
  readonly clientId: number;

  @ManyToOne(() => User, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'access_log_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column('integer')
  readonly readerId: number;

  @ManyToOne(() => User, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'reader_id', foreignKeyConstraintName: 'access_log_reader_id_fkey' })
  readonly reader?: Relation<User>;

  /** In what role they read. */
  @Column('enum', { enum: ROLES, enumName: 'user_role' })
  readonly readerRole: Role;

  @Column('enum', { enum: HEALTH_DATA, enumName: 'health_data' })
  readonly what: HealthData;

  /** The request, as the log names it. */
  @Column('uuid')
  readonly requestId: string;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  readonly readAt: Date;
}
