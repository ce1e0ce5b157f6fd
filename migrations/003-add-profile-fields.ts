import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  'age integer',
  'gender text',
  'height double precision',
  'weight double precision',
  'bicep_size double precision',
  'waist double precision',
  'target_goals text',
  'dietary_restrictions text',
  'health_complications text',
  'injuries text',
  'gym_access text',
  'supplements text',
  'referral_source text',
  'track_record text',
  'experience text',
  'certifications text',
  'competitions text',
  'qualifications text',
  'specialties text',
  'custom_fields jsonb',
] as const;

/** Profile fields of clients and coaches. The columns have no default, so PostgreSQL does not rewrite the table. */
export class AddProfileFields1735689600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const added = COLUMNS.map((column) => `ADD COLUMN ${column}`);
    await runner.query(['ALTER TABLE users', added.join(', ')].join(' '));
    await runner.query(`
      ALTER TABLE users
        ADD CONSTRAINT users_age_range CHECK (age BETWEEN 0 AND 150) NOT VALID,
        ADD CONSTRAINT users_measures_positive
          CHECK (height > 0 AND weight > 0 AND bicep_size > 0 AND waist > 0) NOT VALID
    `);
    await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_age_range`);
    await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_measures_positive`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users DROP CONSTRAINT users_measures_positive, DROP CONSTRAINT users_age_range`);
    const dropped = COLUMNS.map((column) => `DROP COLUMN ${column.slice(0, column.indexOf(' '))}`);
    await runner.query(['ALTER TABLE users', dropped.join(', ')].join(' '));
  }
}
