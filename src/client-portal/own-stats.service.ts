import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { connectedClients } from '../connections/connected.js';
import { Database } from '../database/database.js';
import type { Role } from '../users/role.js';
import type { OwnStatsDto } from './dto/own-stats.dto.js';

const OF_CLIENT = `
  SELECT $1::integer AS user_id, 'client' AS role,
         (SELECT count(*)::integer FROM workout_logs WHERE user_id = $1) AS workout_count,
         (SELECT count(*)::integer FROM diet_logs WHERE user_id = $1) AS diet_logs`;

const OF_COACH = `
  ${connectedClients('$1')},
  clients AS (SELECT u.id, mine.workouts, mine.diet FROM mine JOIN users u ON u.id = mine.client_id WHERE u.role = 'client')
  SELECT $1::integer AS user_id, 'coach' AS role,
         (SELECT count(*)::integer FROM clients) AS clients,
         (SELECT count(*)::integer FROM workout_plans
           WHERE status = 'active' AND user_id = ANY (ARRAY(SELECT id FROM clients WHERE workouts))) +
         (SELECT count(*)::integer FROM diet_plans
           WHERE status = 'active' AND user_id = ANY (ARRAY(SELECT id FROM clients WHERE diet)))
         AS active_plans`;

const OF_ADMIN = `
  SELECT $1::integer AS user_id, 'admin' AS role,
         count(*)::integer AS total_users,
         count(*) FILTER (WHERE role = 'coach' AND is_active)::integer AS active_coaches,
         count(*) FILTER (WHERE role = 'client' AND is_active)::integer AS active_clients
    FROM users WHERE role IS NOT NULL`;

const STATEMENTS: Record<Role, string> = { client: OF_CLIENT, coach: OF_COACH, admin: OF_ADMIN };

/** The figures of a user's first page, one statement for each role. */
@Injectable()
export class OwnStatsService {
  constructor(private readonly database: Database) {}

  of({ id, role }: Principal): Promise<OwnStatsDto> {
    return this.database.one<OwnStatsDto>(STATEMENTS[role], [id]);
  }
}
