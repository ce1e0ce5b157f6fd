import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { accountConstraints, AuthModule } from '../auth/auth.module.js';
import { AccountsService } from '../auth/accounts.service.js';
import { SignUpDto } from '../auth/dto/credentials.dto.js';
import { Config } from '../config/config.js';
import { ConfigModule } from '../config/config.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { developmentSecret } from '../database/open-database.js';
import { faultOf } from '../database/postgres-errors.js';
import { DtoPipe } from '../http/validation.pipe.js';
import { TimeModule } from '../time/time.module.js';
import { withReadyDatabase } from './ready-database.js';

/** Accounts without anything that listens or works in the background. */
@Module({})
class AccountsModule {
  static with(config: Config): DynamicModule {
    return { module: AccountsModule, imports: [ConfigModule.with(config), TimeModule, DatabaseModule, AuthModule] };
  }
}

/** Who the new admin is, as the wire names it. */
interface NewAdmin {
  readonly email: string;
  readonly full_name: string;
  readonly password: string;
}

/** Makes an admin in the database that `env` names, by the rules of sign-up; the id. An Error says why not. */
export async function createAdmin(env: NodeJS.ProcessEnv, admin: NewAdmin): Promise<number> {
  const { databaseUrl, jwtSecret } = new Config(env);
  const { email, password, full_name } = (await new DtoPipe().transform(admin, {
    type: 'body',
    metatype: SignUpDto,
  })) as SignUpDto;
  return withReadyDatabase(databaseUrl, async (url) => {
    const config = new Config({ ...env, DATABASE_URL: url, JWT_SECRET: jwtSecret ?? (await developmentSecret()) });
    const context = await NestFactory.createApplicationContext(AccountsModule.with(config), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await context.get(AccountsService).createAdmin({ email, password, fullName: full_name });
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await context.close();
    }
  });
}

function refusalOf(error: unknown): unknown {
  const fault = faultOf(error);
  return (fault?.kind === 'conflict' && accountConstraints[fault.constraint]?.()) || error;
}
