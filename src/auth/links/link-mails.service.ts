import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import type { Locale } from '../../users/domain/locale.js';
import { emailKey } from '../../users/user-columns.js';
import { AccountLinksService } from './account-links.service.js';
import { LINK_PURPOSES, type LinkPurpose } from './link-purposes.js';

const PERSON = `u.id, u.email, u.full_name AS "fullName", u.locale`;

/**
 * The account that a link is for. A reset finds it here, by the address alone, and keeps it: the address may have another
 * owner later. The lock waits for a deletion, and then finds nobody.
 */
const FOR_MAIL = `
  WITH person AS (
    SELECT ${PERSON}, l.id AS link_id
      FROM account_links l JOIN users u ON ${emailKey('u.email')} = ${emailKey('coalesce(l.old_email, l.email)')}
     WHERE l.id = $1 AND l.expires_at > $2
       AND u.is_active AND coalesce(l.user_id, u.id) = u.id
       FOR KEY SHARE OF u
  )
  UPDATE account_links l SET user_id = person.id FROM person
   WHERE l.id = person.link_id AND l.used_at IS NULL
  RETURNING l.purpose, l.email AS "to", person.id, person.email, person."fullName", person.locale`;

const OLD_ADDRESS = `
  SELECT l.old_email AS "to", ${PERSON} FROM account_links l JOIN users u ON u.id = l.user_id
   WHERE l.id = $1 AND l.old_email IS NOT NULL AND u.deleted_at IS NULL`;

/** The owner of the account. */
export interface LinkOwner {
  readonly id: number;
  readonly email: string;
  readonly fullName: string;
  readonly locale: Locale;
}

/** A mail to somebody about their account. */
export interface AddressedMail {
  readonly user: LinkOwner;
  /** Not always the address of the account. */
  readonly to: string;
}

/** A mail with a link. */
export interface LinkMail extends AddressedMail {
  readonly token: string;
  /** The page that takes the token. */
  readonly url: string;
}

type Row = LinkOwner & { readonly to: string; readonly purpose: LinkPurpose };

/** What mails about accounts need when they are sent. Null: there is nobody to write to, or nothing that works any more. */
@Injectable()
export class LinkMailsService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly links: AccountLinksService,
    private readonly clock: Clock,
  ) {}

  /** The mail that carries the link `linkId`. */
  async mailOf(linkId: string): Promise<LinkMail | null> {
    const [row] = await this.database.rows<Row>(FOR_MAIL, [linkId, this.clock.now()]);
    if (!row) return null;
    const { purpose, to, ...user } = row;
    const token = this.links.tokenOf(linkId);
    return { user, to, token, url: this.pageOf(purpose, token) };
  }

  /** The mail to the address that the account had when another one was asked for. */
  async oldAddressOf(linkId: string): Promise<AddressedMail | null> {
    const [row] = await this.database.rows<LinkOwner & { to: string }>(OLD_ADDRESS, [linkId]);
    if (!row) return null;
    const { to, ...user } = row;
    return { user, to };
  }

  /** The token is in the fragment, which reaches no server, no log and no Referer. */
  private pageOf(purpose: LinkPurpose, token: string): string {
    const { appUrl, port } = this.config;
    return `${appUrl ?? `http://localhost:${port}`}/${LINK_PURPOSES[purpose].page}#token=${token}`;
  }
}
