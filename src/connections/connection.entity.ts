import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity.js';

const instant = { precision: 3, nullable: true } as const;
const key = { primaryKeyConstraintName: 'connections_pkey' } as const;

/** What a coach and a client decide about each other. A pair without a row shares all and blocks nothing. */
@Entity('connections')
@Check('connections_two_people', `coach_id <> client_id`)
@Check('connections_notes_length', `char_length(notes) BETWEEN 1 AND 10000`)
@Check('connections_notes_whole', `(notes IS NULL) = (noted_at IS NULL)`)
@Index('connections_client_id_idx', ['clientId'])
export class Connection {
  @PrimaryColumn('integer', key)
  readonly coachId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'connections_coach_id_fkey' })
  readonly coach?: Relation<User>;

  @PrimaryColumn('integer', key)
  readonly clientId: number;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'connections_client_id_fkey' })
  readonly client?: Relation<User>;

  @Column('boolean', { default: true })
  readonly profile: boolean;

  @Column('boolean', { default: true })
  readonly health: boolean;

  @Column('boolean', { default: true })
  readonly workouts: boolean;

  @Column('boolean', { default: true })
  readonly diet: boolean;

  @Column('boolean', { default: true })
  readonly progress: boolean;

  /** When the client ended the connection. Only bookings that are made later connect again. */
  @Column('timestamp with time zone', instant)
  readonly endedAt: Date | null;

  /** Since when the coach takes no new bookings of the client. */
  @Column('timestamp with time zone', instant)
  readonly blockedAt: Date | null;

  /** Of the coach, about the client; nobody else reads them, but the client's export has them. */
  @Column('text', { nullable: true })
  readonly notes: string | null;

  @Column('timestamp with time zone', instant)
  readonly notedAt: Date | null;
}
