import { readFileSync } from 'node:fs';
import pg from 'pg';
import { connectionTo } from './connection.js';

const OURS = {
  application_name: 'ours',
  connectionTimeoutMillis: 1500,
  options: '-c TimeZone=UTC',
  lock_timeout: 2000,
};
const to = (query: string, env = {}) => connectionTo(`postgres://u:p@h/d${query}`, OURS, env);

describe('the options of a connection', () => {
  it('have our settings and the parts of the address', () => {
    expect(to('')).toMatchObject({ ...OURS, host: 'h', port: 5432, user: 'u', password: 'p', database: 'd' });
  });

  it('have the options of the address before ours, so that ours win', () => {
    expect(to('?options=-c%20TimeZone%3DCET').options).toBe('-c TimeZone=CET  -c TimeZone=UTC');
    expect(to('', { PGOPTIONS: '-c a.b=1' }).options).toBe('-c a.b=1  -c TimeZone=UTC');
  });

  it.each([
    ['?application_name=x', { application_name: 'x' }],
    ['?fallback_application_name=y', { application_name: 'y' }],
    ['?connect_timeout=10', { connectionTimeoutMillis: 10_000 }],
    ['?keepalives=0', { keepAlive: false }],
    ['?keepalives_idle=30', { keepAlive: true, keepAliveInitialDelayMillis: 30_000 }],
    ['?hostaddr=10.0.0.1', { host: '10.0.0.1', ssl: { rejectUnauthorized: false, host: 'h', servername: 'h' } }],
    ['?host=/run/db&sslmode=require', { host: '/run/db', ssl: false }],
    ['?sslmode=disable', { ssl: false, sslnegotiation: 'postgres', Client: pg.Client }],
    ['?sslmode=require', { ssl: { rejectUnauthorized: false }, Client: pg.Client }],
    ['?sslmode=require&sslnegotiation=direct', { sslnegotiation: 'direct' }],
    ['?sslmode=require&channel_binding=prefer', { enableChannelBinding: true, Client: pg.Client }],
    ['?ssl_min_protocol_version=TLSv1.3', { ssl: { minVersion: 'TLSv1.3' } }],
    ['?ssl_max_protocol_version=TLSv1.2', { ssl: { maxVersion: 'TLSv1.2' } }],
    ['?sslcrl=package.json', { ssl: { crl: readFileSync('package.json', 'utf8') } }],
  ])('for %s', (query, expected) => {
    expect(to(query)).toMatchObject(expected);
  });

  it('verify the name only for verify-full', () => {
    expect(to('?sslmode=verify-full').ssl).toEqual({ rejectUnauthorized: true });
    expect(to('?sslmode=verify-full&sslrootcert=system').ssl).toEqual({ rejectUnauthorized: true });
  });

  it('are an error when the address cannot be honoured', () => {
    expect(() => to('?service=x')).toThrow('The address of the database cannot be used: service must be left out');
  });
});
