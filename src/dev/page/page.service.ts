import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { emailKey } from '../../users/user-columns.js';
import { DemoWorld, type TestAccount } from '../demo-world.js';
import { DevelopmentClockService } from '../development-clock.service.js';
import { devPage } from './dev-page.js';

const ACCOUNTS = `SELECT id, email, role FROM users WHERE ${emailKey('email')} = ANY ($1)`;

/** An account as the page lists it. `id` and `role` are null where it does not exist. */
export interface ListedAccount extends TestAccount {
  readonly id: number | null;
  readonly role: string | null;
}

/** The first page of testers. */
@Injectable()
export class PageService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly world: DemoWorld,
    private readonly clock: DevelopmentClockService,
  ) {}

  async page(): Promise<string> {
    const { password, founding, scenarios } = this.world;
    const [listedFounding, listedScenarios] = await Promise.all([this.listed(founding), this.listed(scenarios)]);
    return devPage({
      password,
      founding: listedFounding,
      scenarios: listedScenarios,
      clock: this.clock.show(),
      hasMailbox: this.config.smtpUrl === null,
      hasDocs: this.config.apiDocs,
      hasPayments: this.config.payments.provider === 'fake',
    });
  }

  private async listed(accounts: readonly TestAccount[]): Promise<ListedAccount[]> {
    const emails = accounts.map(({ email }) => email);
    const found = await this.database.rows<{ id: number; email: string; role: string }>(ACCOUNTS, [emails]);
    return accounts.map((account) => {
      const row = found.find(({ email }) => email === account.email);
      return { ...account, id: row?.id ?? null, role: row?.role ?? null };
    });
  }
}
