import type { MigrationInterface, QueryRunner } from 'typeorm';

const usersAudit = (hidden: string) => `
  CREATE TRIGGER users_audit AFTER UPDATE ON users
    FOR EACH ROW WHEN (split_part(current_setting('app.actor', true), ' ', 2) = 'admin')
    EXECUTE FUNCTION admin_audit_note('user', 'id', '{${hidden}}')`;

const HIDDEN = 'password_hash,updated_at,available_slots';

/** Notes what admins decide on reviews, without what clients wrote. Ratings follow by themselves: they are not changes of the coach. */
export class AuditReviews1735689600050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER users_audit ON users`);
    await runner.query(usersAudit(`${HIDDEN},rating_count,rating_sum`));
    // A deletion of the writer empties the row: the audit keeps nothing of that.
    await runner.query(`
      CREATE TRIGGER reviews_audit AFTER UPDATE OF status, decided_at ON reviews
        FOR EACH ROW WHEN (split_part(current_setting('app.actor', true), ' ', 2) = 'admin' AND NEW.status <> 'deleted')
        EXECUTE FUNCTION admin_audit_note('review', 'coach_id', '{rating,text,show_name,reply,report_reason}')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER reviews_audit ON reviews`);
    await runner.query(`DROP TRIGGER users_audit ON users`);
    await runner.query(usersAudit(HIDDEN));
  }
}
