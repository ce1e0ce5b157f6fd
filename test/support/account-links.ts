import { AccountLinksService, type NewLink } from '../../src/auth/links/account-links.service.js';
import { LinkMailsService } from '../../src/auth/links/link-mails.service.js';
import type { LinkPurpose } from '../../src/auth/links/link-purposes.js';
import { Database } from '../../src/database/database.js';
import type { TestApp } from './app.js';

/** The token of a new link, as its mail would carry it. */
export async function tokenOf({ nest }: TestApp, link: NewLink): Promise<string> {
  const { id } = await nest.get(AccountLinksService).open(nest.get(Database), link);
  return mailedToken(nest.get(LinkMailsService), id);
}

/** The token of the latest link to `email`, as its mail carries it. */
export async function lastTokenTo(app: TestApp, email: string, purpose: LinkPurpose): Promise<string> {
  return mailedToken(app.nest.get(LinkMailsService), await lastLinkTo(app, email, purpose));
}

export async function lastLinkTo(app: TestApp, email: string, purpose: LinkPurpose): Promise<string> {
  const links = await app.sql<{ id: string }>(
    `SELECT id FROM account_links WHERE email = $1 AND purpose = $2 ORDER BY requested_at DESC, expires_at LIMIT 1`,
    [email, purpose],
  );
  if (!links[0]) throw new Error(`No link to ${email} was asked for.`);
  return links[0].id;
}

async function mailedToken(mails: LinkMailsService, linkId: string): Promise<string> {
  const mail = await mails.mailOf(linkId);
  if (mail === null) throw new Error('Nobody would get this link.');
  return mail.token;
}
