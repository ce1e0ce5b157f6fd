import { isOwnOrigin } from './own-origin.js';

const PAGES = ['https://app.example.com', 'http://localhost:5173'];

describe('an origin that may use the cookie', () => {
  it.each([
    ['https://app.example.com', true],
    ['http://localhost:5173', true],
    ['https://api.example.com', true],
    ['http://api.example.com', true],
    ['https://api.example.com:8443', false],
    ['ftp://api.example.com', false],
    ['http://app.example.com', false],
    ['https://app.example.com.evil.example', false],
    ['https://evil.example', false],
    ['null', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (origin, isOwn) => {
    expect(isOwnOrigin(origin, { host: 'API.example.com', protocol: 'http' }, PAGES)).toBe(isOwn);
  });

  it('is not the plain one of a server that was called by TLS', () => {
    expect(isOwnOrigin('http://api.example.com', { host: 'api.example.com', protocol: 'https' }, PAGES)).toBe(false);
  });
});
