import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The columns that hold personal data besides name and email. */
const PROFILE = [
  'age',
  'gender',
  'height',
  'weight',
  'bicep_size',
  'waist',
  'target_goals',
  'dietary_restrictions',
  'health_complications',
  'injuries',
  'gym_access',
  'supplements',
  'referral_source',
  'track_record',
  'experience',
  'certifications',
  'competitions',
  'qualifications',
  'specialties',
  'strengths',
  'custom_fields',
].join(', ');

/** The tables whose rows are deleted with their user. */
const BELONGINGS = ['sessions', 'workout_logs', 'diet_logs', 'workout_plans', 'diet_plans'] as const;

/** Recognises a tombstone that an earlier `down` turned into an account. `@invalid` is an address that nobody can sign up with. */
const PARKED = `password_hash = '' AND email = 'deleted-' || id || '@invalid'`;

/**
 * A deleted user leaves an empty row, the tombstone, so that ids in other people's history stay valid. It has neither role nor
 * email, so queries by role or email never find it. 007 validates the constraint without holding this migration's lock.
 */
export class AddTombstones1735689600006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users
        ADD COLUMN deleted_at timestamptz(3),
        ALTER COLUMN email DROP NOT NULL,
        ALTER COLUMN role DROP NOT NULL
    `);
    await runner.query([`UPDATE users SET deleted_at = updated_at, email = NULL, role = NULL WHERE`, PARKED].join(' '));
    await runner.query(
      [
        `ALTER TABLE users ADD CONSTRAINT users_tombstone_is_empty CHECK (
           CASE WHEN deleted_at IS NULL THEN email IS NOT NULL AND role IS NOT NULL
           ELSE email IS NULL AND role IS NULL AND password_hash = '' AND full_name = 'Deleted user'
                AND NOT is_active AND NOT is_verified AND`,
        `num_nonnulls(${PROFILE}) = 0`,
        `END) NOT VALID`,
      ].join(' '),
    );
    await this.refuseBelongings(runner);
  }

  /** Without `deleted_at` a tombstone must become an account: a deactivated one, with an address that nobody has. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of BELONGINGS) await runner.query([`DROP TRIGGER`, `${table}_user_alive ON`, table].join(' '));
    await runner.query(`DROP FUNCTION users_refuse_belongings`);
    await runner.query(`ALTER TABLE users DROP CONSTRAINT users_tombstone_is_empty`);
    await runner.query(`
      UPDATE users SET email = 'deleted-' || id || '@invalid', role = 'client' WHERE deleted_at IS NOT NULL
    `);
    await runner.query(`
      ALTER TABLE users DROP COLUMN deleted_at, ALTER COLUMN email SET NOT NULL, ALTER COLUMN role SET NOT NULL
    `);
  }

  /**
   * A foreign key accepts a tombstone, so a row that a user writes during their deletion would belong to it. This trigger
   * refuses such rows. It runs after the foreign key has waited for the deletion and has locked the user's row against the next.
   */
  private async refuseBelongings(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION users_refuse_belongings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- A look into the primary key for each row: as a join, many rows at once could be compared with all users.
        IF EXISTS (SELECT FROM added WHERE (SELECT deleted_at FROM users WHERE id = added.user_id) IS NOT NULL) THEN
          RAISE EXCEPTION 'the user is deleted' USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
        END IF;
        RETURN NULL;
      END $$
    `);
    for (const table of BELONGINGS) {
      await runner.query(
        [
          `CREATE TRIGGER`,
          `${table}_user_alive`,
          `AFTER INSERT ON`,
          table,
          `REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION users_refuse_belongings()`,
        ].join(' '),
      );
    }
  }
}
