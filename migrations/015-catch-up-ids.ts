import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows that were imported with their ids leave the sequence behind, and the next row gets an id that is taken. The server
 * then calls this function. It runs with its owner’s rights, because the role of the server may not set sequences.
 */
export class CatchUpIds1735689600015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ids_catch_up(wanted regclass) RETURNS boolean LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        ids regclass;
        highest bigint;
        is_behind boolean;
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = wanted AND attname = 'id' AND attidentity <> '') THEN
          RETURN false;
        END IF;
        ids := pg_get_serial_sequence(wanted::text, 'id');
        -- One at a time, so that nobody sets the sequence back while another has taken ids from it again.
        PERFORM pg_advisory_xact_lock(ids::oid::integer, 0);
        EXECUTE format('SELECT max(id) FROM %s', wanted) INTO highest;
        EXECUTE format('SELECT last_value < $1 OR last_value = $1 AND NOT is_called FROM %s', ids)
           INTO is_behind USING highest;
        IF is_behind THEN
          PERFORM setval(ids, highest);
        END IF;
        RETURN true;
      END $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ids_catch_up(regclass)`);
  }
}
