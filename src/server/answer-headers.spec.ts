import type { IncomingMessage } from 'node:http';
import { Config } from '../config/config.js';
import { originHeaders } from './answer-headers.js';

describe('the headers of CORS in refusals that never reach the router', () => {
  const config = new Config({ NODE_ENV: 'test', CORS_ORIGINS: 'https://app.example.com,https://www.example.com' });
  const allowed = (origin: string) =>
    new Map(originHeaders({ headers: { origin } } as IncomingMessage, config)).get('Access-Control-Allow-Origin');

  it.each(['https://app.example.com', 'https://www.example.com'])('name %s', (origin) => {
    expect(allowed(origin)).toBe(origin);
  });

  it.each([
    'https://app.example.com.evil',
    'https://app.example.com:8443',
    'https://app.example.co',
    'https://evil-app.example.com',
    'HTTPS://APP.EXAMPLE.COM',
    'http://app.example.com',
    'null',
    '',
  ])('do not name %j', (origin) => {
    expect(allowed(origin)).toBeUndefined();
  });
});
