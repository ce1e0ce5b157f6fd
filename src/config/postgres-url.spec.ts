import { mayUseTls, parsePostgresUrl, sslModeOf, tlsFilesOf } from './postgres-url.js';

const read = (text: string, env = {}) => parsePostgresUrl(text, env);

describe('the address of a database', () => {
  it.each([
    ['postgres://', {}],
    ['postgresql://h', { host: 'h' }],
    ['postgres://u:p@h:5433/d', { user: 'u', password: 'p', host: 'h', port: '5433', dbname: 'd' }],
    ['postgres://u@h/', { user: 'u', host: 'h' }],
    ['postgres:///d', { dbname: 'd' }],
    [
      'postgres://u:p@/d?host=/cloudsql/a.com:b:c',
      { user: 'u', password: 'p', dbname: 'd', host: '/cloudsql/a.com:b:c' },
    ],
    ['postgres://%2Fvar%2Frun%2Fpostgresql/d', { host: '/var/run/postgresql', dbname: 'd' }],
    ['postgres://[::1]:5433/d', { host: '::1', port: '5433', dbname: 'd' }],
    ['postgres://[::1]/d', { host: '::1', dbname: 'd' }],
    ['postgres://u%40x:p%3A%2F%3F%23%5B%25@h/d%20e', { user: 'u@x', password: 'p:/?#[%', host: 'h', dbname: 'd e' }],
    ['postgres://u:a@b:c@h', { user: 'u', password: 'a@b:c', host: 'h' }],
    ['postgres://u:p#?[@h/d#1', { user: 'u', password: 'p#?[', host: 'h', dbname: 'd#1' }],
    [
      'postgres://h/d?user=u&password=p%26q&port=7&dbname=e',
      { host: 'h', user: 'u', password: 'p&q', port: '7', dbname: 'e' },
    ],
    [
      'postgres://h?options=-c%20search_path%3Da,b&application_name=a+b',
      {
        ...{ host: 'h', options: '-c search_path=a,b', application_name: 'a+b' },
      },
    ],
    ['postgres://h?sslmode=require&sslmode=disable', { host: 'h', sslmode: 'disable' }],
    ['postgres://h?ssl=true', { host: 'h', sslmode: 'require' }],
    ['postgres://h?sslmode=&connect_timeout=', { host: 'h' }],
    ['host=/run/db dbname=d', { host: '/run/db', dbname: 'd' }],
    [` host = h  password='a b\\'c\\\\' user=x\\ y `, { host: 'h', password: `a b'c\\`, user: 'x y' }],
  ])('may be %s', (text, parameters) => {
    expect(read(text)).toEqual({ parameters, problems: [] });
  });

  it.each([
    ['several hosts', 'postgres://a:1,b:2/d', 'host must name one host: several are not tried in turn'],
    ['several hosts', 'postgres://u:p@/d?host=a,b', 'host must name one host: several are not tried in turn'],
    ['several ports', 'host=a port=1,2', 'port must be one port'],
    ['a wrong port', 'postgres://h:65536', 'port must be one port'],
    ['a wrong port', 'postgres://h:x', 'port must be one port'],
    [
      'sslmode',
      'postgres://h?sslmode=no-verify',
      'sslmode must be disable, allow, prefer, require, verify-ca or verify-full',
    ],
    ['verify-ca without roots', 'postgres://h?sslmode=verify-ca', 'sslmode=verify-ca needs sslrootcert'],
    [
      'roots of the system',
      'postgres://h?sslrootcert=system&sslmode=require',
      'sslrootcert=system needs sslmode=verify-full',
    ],
    [
      'direct TLS',
      'postgres://h?sslnegotiation=direct',
      'sslnegotiation=direct needs sslmode=require or a stronger one',
    ],
    ['half a certificate', 'postgres://h?sslcert=/a', 'sslcert and sslkey need each other'],
    [
      'a role of the server',
      'postgres://h?target_session_attrs=read-write',
      'target_session_attrs must be any or left out',
    ],
    ['no time limit', 'postgres://h?connect_timeout=0', 'connect_timeout must be from 1 to 999 seconds'],
    ['an encoding', 'postgres://h?client_encoding=LATIN1', 'client_encoding must be UTF8 or left out'],
    [
      'what cannot be honoured',
      'postgres://h?requirepeer=x',
      'requirepeer must be left out: it cannot be honoured here',
    ],
    ['a service', 'postgres://h?service=x', 'service must be left out: it cannot be honoured here'],
    [
      'a name that may be a secret',
      'postgres://h?p%40ss=1',
      'a parameter must be left out: it cannot be honoured here',
    ],
  ])('is refused for %s: %s', (_, text, problem) => {
    expect(read(text).problems).toEqual([`cannot be used: ${problem}`]);
  });

  it.each([
    ['mysql://h/d', /^must be an address such as postgres:/],
    ['vibe', /^must be an address such as postgres:/],
    ['postgres://u:50%@h', /^must write the sign % as %25$/],
    ['postgres://h/%00', /^must write the sign % as %25$/],
    ['host=h dbname', /^must be an address .* or pairs such as host=/],
    [`host='h`, /^must be an address .* or pairs such as host=/],
  ])('is not %s', (text, problem) => {
    expect(read(text).problems).toEqual([expect.stringMatching(problem)]);
  });

  it('gets missing parameters from the environment, as in psql', () => {
    const env = {
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/ca',
      PGUSER: 'u',
      PGDATABASE: 'e',
      PGAPPNAME: '',
      PATH: '/',
    };
    const parameters = { host: 'h', dbname: 'd', user: 'u', sslmode: 'verify-full', sslrootcert: '/ca' };
    expect(read('postgres://h/d', env)).toEqual({ parameters, problems: [] });
    expect(read('postgres://h/d?sslmode=disable', env).parameters.sslmode).toBe('disable');
    expect(read('postgres://h', { PGREQUIREAUTH: 'md5', PGSSLMODE: 'x' }).problems).toEqual([
      'cannot be used: PGSSLMODE must be disable, allow, prefer, require, verify-ca or verify-full',
      'cannot be used: PGREQUIREAUTH must be left out: it cannot be honoured here',
    ]);
  });

  it('prefers TLS unless it says otherwise, and names the files that TLS needs', () => {
    expect(sslModeOf({})).toBe('prefer');
    expect(sslModeOf({ sslrootcert: 'system' })).toBe('verify-full');
    expect(mayUseTls({})).toBe(true);
    expect(mayUseTls({ sslmode: 'disable' })).toBe(false);
    expect(mayUseTls({ sslmode: 'require', host: '/run' })).toBe(false);
    const files = { sslrootcert: '/a', sslcert: '/b', sslkey: '/c' };
    expect(tlsFilesOf(files)).toEqual(Object.entries(files));
    expect(tlsFilesOf({ ...files, sslmode: 'disable' })).toEqual([]);
    expect(tlsFilesOf({ sslrootcert: 'system' })).toEqual([]);
  });
});
