/** Parameters in the order of the text; a later one replaces an earlier one. */
export type Named = ReadonlyMap<string, string>;

const URL_FORM = /^postgres(?:ql)?:\/\/(?:([^/]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s;
/** One host, an IPv6 address in brackets, and a port. */
const HOST = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s;
const PAIR = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?:\s+|$)/gsy;

const EXAMPLE = 'an address such as postgres://user:password@host:5432/database';

/**
 * Splits an address as libpq does: `postgres://…` with every part percent-encoded, or `host=… dbname=…`. Not by `URL`,
 * which refuses texts that libpq accepts, such as a password without a host. Returns a sentence when the text is neither.
 */
export function readConnectionString(text: string): Named | string {
  if (/^\s*[a-z_]+\s*=/.test(text)) return readPairs(text);
  const [whole, login = '', hosts = '', path = '', query = ''] = URL_FORM.exec(text) ?? [];
  if (whole === undefined) return `must be ${EXAMPLE}`;
  try {
    return new Map([...readLogin(login), ...readHosts(hosts), ['dbname', decode(path)], ...readQuery(query)]);
  } catch (error) {
    if (error instanceof URIError) return 'must write the sign % as %25';
    throw error;
  }
}

export const isNamed = (result: Named | string): result is Named => typeof result !== 'string';

type Pairs = [string, string][];

/** A blank is %20: libpq takes + literally. */
function decode(text: string): string {
  const decoded = decodeURIComponent(text);
  if (decoded.includes('\0')) throw new URIError('a zero byte');
  return decoded;
}

function readLogin(login: string): Pairs {
  const [, user = '', password = ''] = /^([^:]*):?(.*)$/s.exec(login) ?? [];
  return [
    ['user', decode(user)],
    ['password', decode(password)],
  ];
}

/** Keeps a list of hosts as one text, which the rule of `host` then refuses by name. */
function readHosts(hosts: string): Pairs {
  const [, bracketed, plain, port] = hosts.includes(',') ? [] : (HOST.exec(hosts) ?? []);
  return [
    ['host', decode(bracketed ?? plain ?? hosts)],
    ['port', decode(port ?? '')],
  ];
}

function readQuery(query: string): Pairs {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
      return [decode(name), decode(value)];
    });
}

function readPairs(text: string): Named | string {
  const unescaped = (value: string) => value.replaceAll(/\\(.)/gs, '$1');
  const pairs = [...text.matchAll(PAIR)];
  if (pairs.map(([pair]) => pair).join('') !== text) return `must be ${EXAMPLE}, or pairs such as host=… dbname=…`;
  return new Map(pairs.map(([, name = '', quoted, plain]) => [name, unescaped(quoted ?? plain ?? '')]));
}
