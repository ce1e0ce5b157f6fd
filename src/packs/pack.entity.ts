import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { CoachSchedule } from '../availability/schedule.entity.js';

/** Several sessions that a coach sells together. */
@Entity('packs')
@Check('packs_name_length', `char_length(name) BETWEEN 1 AND 120`)
@Check('packs_sessions', `sessions BETWEEN 1 AND 200`)
@Check('packs_price', `price_minor BETWEEN 1 AND 100000000 AND currency ~ '^[A-Z]{3}$'`)
@Check('packs_valid_days', `valid_days BETWEEN 1 AND 3650`)
@Check('packs_session_types', `cardinality(session_type_ids) BETWEEN 1 AND 100`)
@Index('packs_coach_id_idx', ['coachId', 'id'])
export class Pack {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'packs_pkey',
  })
  readonly id: number;

  @Column('integer')
  readonly coachId: number;

  @ManyToOne(() => CoachSchedule, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'coach_id', foreignKeyConstraintName: 'packs_coach_id_fkey' })
  readonly schedule?: Relation<CoachSchedule>;

  @Column('text')
  name: string;

  @Column('integer')
  sessions: number;

  @Column('integer')
  priceMinor: number;

  @Column('text')
  currency: string;

  /** From the payment on; null: its credits do not expire. */
  @Column('integer', { nullable: true })
  validDays: number | null;

  /** The types that its credits pay for; null: all. */
  @Column('integer', { array: true, nullable: true })
  sessionTypeIds: number[] | null;

  @Column('boolean', { default: true })
  isActive: boolean;
}
