import { DataSource } from 'typeorm';
import { accountConstraints } from '../auth/auth.module.js';
import { SignUpDto } from '../auth/dto/credentials.dto.js';
import { NewAccountsService } from '../auth/accounts/new-accounts.service.js';
import { PasswordsService } from '../auth/accounts/passwords.service.js';
import { CommandConfig } from '../config/command-config.js';
import { commandDataSource } from '../database/connecting/data-source.js';
import { Database } from '../database/database.js';
import { Statements } from '../database/statements.js';
import { entities } from '../entities.js';
import { faultOf } from '../database/postgres-errors.js';
import { DtoPipe } from '../wire/validation.pipe.js';
import { withReadyDatabase } from './ready-database.js';

/** The new admin, with the field names of the wire. */
interface NewAdmin {
  readonly email: string;
  readonly full_name: string;
  readonly password: string;
}

/**
 * Makes an admin in the database that `env` names, by the rules of sign-up. Returns the id. Throws an Error that says why
 * not.
 */
export async function createAdmin(env: NodeJS.ProcessEnv, admin: NewAdmin): Promise<number> {
  const config = new CommandConfig(env);
  const form = (await new DtoPipe().transform(admin, { type: 'body', metatype: SignUpDto })) as SignUpDto;
  return withReadyDatabase(config.databaseUrl, async (url) => {
    const dataSource = await new DataSource(commandDataSource(url, entities)).initialize();
    try {
      const { email, password, full_name } = form;
      const accounts = new NewAccountsService(new PasswordsService());
      const columns = await accounts.prepare({ email, password, fullName: full_name, role: 'admin' });
      const database = new Database(dataSource, new Statements(config));
      return await database.retried(() => accounts.insert(database, columns));
    } catch (error) {
      throw inWords(error);
    } finally {
      await dataSource.destroy();
    }
  });
}

function inWords(error: unknown): unknown {
  const fault = faultOf(error);
  return (fault?.kind === 'conflict' && accountConstraints[fault.constraint]?.()) || error;
}
