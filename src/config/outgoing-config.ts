import type { Environment, Readers } from './environment.js';

/** Reads what bounds requests that leave us. */
export function readOutgoing(read: Readers, problems: string[], environment: Environment) {
  const allowLocalWebhooks = read.choice('ALLOW_LOCAL_WEBHOOKS', ['on', 'off'], 'off') === 'on';
  if (allowLocalWebhooks && environment === 'production') {
    problems.push('ALLOW_LOCAL_WEBHOOKS must be off in production: it lets users reach services of this machine.');
  }
  const egressProxy = read.text('EGRESS_PROXY');
  if (egressProxy !== null && !isProxy(egressProxy)) {
    problems.push('EGRESS_PROXY must be the address of an HTTP proxy, such as http://proxy.internal:3128.');
  }
  return { allowLocalWebhooks, egressProxy };
}

function isProxy(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  return protocol === 'http:' && hostname !== '' && pathname === '/' && search === '' && hash === '';
}
