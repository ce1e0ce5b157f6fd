import { isLoopbackHost } from './loopback-host.js';

describe('a loopback host', () => {
  it.each([
    ['localhost', true],
    ['LOCALHOST:8000', true],
    ['127.0.0.1:8000', true],
    ['127.1.2.3', true],
    ['[::1]:8000', true],
    ['localhost.example.com', false],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1', false],
    ['', false],
  ])('%s: %s', (host, isLoopback) => {
    expect(isLoopbackHost(host)).toBe(isLoopback);
  });
});
