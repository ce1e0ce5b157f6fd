import { JwtService } from '@nestjs/jwt';
import { DataSource } from 'typeorm';
import { AccessTokens } from '../auth/access-tokens.js';
import { accountConstraints } from '../auth/auth.module.js';
import { AccountsService } from '../auth/accounts.service.js';
import { SignUpDto } from '../auth/dto/credentials.dto.js';
import { LoginThrottleService } from '../auth/login-throttle.js';
import { Passwords } from '../auth/passwords.js';
import { Sessions } from '../auth/sessions.js';
import { Config } from '../config/config.js';
import { commandDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { developmentSecret } from '../database/open-database.js';
import { faultOf } from '../database/postgres-errors.js';
import { DtoPipe } from '../http/validation.pipe.js';
import { Clock } from '../time/clock.js';
import { UsersService } from '../users/users.service.js';
import { withReadyDatabase } from './ready-database.js';

/** Who the new admin is, as the wire names it. */
interface NewAdmin {
  readonly email: string;
  readonly full_name: string;
  readonly password: string;
}

/** Makes an admin in the database that `env` names, by the rules of sign-up; the id. An Error says why not. */
export async function createAdmin(env: NodeJS.ProcessEnv, admin: NewAdmin): Promise<number> {
  const { databaseUrl, jwtSecret } = new Config(env);
  const form = (await new DtoPipe().transform(admin, { type: 'body', metatype: SignUpDto })) as SignUpDto;
  return withReadyDatabase(databaseUrl, async (url) => {
    const config = new Config({ ...env, DATABASE_URL: url, JWT_SECRET: jwtSecret ?? (await developmentSecret()) });
    const dataSource = await new DataSource(commandDataSource(url)).initialize();
    try {
      const { email, password, full_name } = form;
      return await accounts(dataSource, config).createAdmin({ email, password, fullName: full_name });
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await dataSource.destroy();
    }
  });
}

/** By hand: the module would bring routes and guards along. */
function accounts(dataSource: DataSource, config: Config): AccountsService {
  const database = new Database(dataSource);
  const clock = new Clock();
  return new AccountsService(
    database,
    new Passwords(),
    new Sessions(database, clock),
    new AccessTokens(new JwtService(), config),
    new LoginThrottleService(database, clock),
    new UsersService(database),
  );
}

function refusalOf(error: unknown): unknown {
  const fault = faultOf(error);
  return (fault?.kind === 'conflict' && accountConstraints[fault.constraint]?.()) || error;
}
