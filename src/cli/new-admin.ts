import { DataSource } from 'typeorm';
import { accountConstraints } from '../auth/auth.module.js';
import { SignUpDto } from '../auth/dto/credentials.dto.js';
import { NewAccounts } from '../auth/accounts/new-accounts.js';
import { Passwords } from '../auth/accounts/passwords.js';
import { Config } from '../config/config.js';
import { commandDataSource } from '../database/data-source.js';
import { entities } from '../entities.js';
import { faultOf } from '../database/postgres-errors.js';
import { DtoPipe } from '../wire/validation.pipe.js';
import { withReadyDatabase } from './ready-database.js';

/** Who the new admin is, as the wire names it. */
interface NewAdmin {
  readonly email: string;
  readonly full_name: string;
  readonly password: string;
}

/** Makes an admin in the database that `env` names, by the rules of sign-up; the id. An Error says why not. */
export async function createAdmin(env: NodeJS.ProcessEnv, admin: NewAdmin): Promise<number> {
  const { databaseUrl } = new Config(env);
  const form = (await new DtoPipe().transform(admin, { type: 'body', metatype: SignUpDto })) as SignUpDto;
  return withReadyDatabase(databaseUrl, async (url) => {
    const dataSource = await new DataSource(commandDataSource(url, entities)).initialize();
    try {
      const { email, password, full_name } = form;
      const accounts = new NewAccounts(new Passwords());
      const columns = await accounts.prepare({ email, password, fullName: full_name, role: 'admin' });
      return await accounts.insert(dataSource.manager, columns);
    } catch (error) {
      throw refusalOf(error);
    } finally {
      await dataSource.destroy();
    }
  });
}

function refusalOf(error: unknown): unknown {
  const fault = faultOf(error);
  return (fault?.kind === 'conflict' && accountConstraints[fault.constraint]?.()) || error;
}
