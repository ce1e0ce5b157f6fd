import { isLoopback, isPublic } from './address.js';

/** The address that a URL leads to, as Node's parser reads it: decimal, octal and other forms become the usual one. */
const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '');

describe('an address that requests may go to', () => {
  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://017700000001',
    'http://①②⑦.⓪.⓪.①',
    'http://127.0.0.1.',
    'http://0.0.0.0',
    'http://0',
    'http://10.1.2.3',
    'http://100.64.0.1',
    'http://169.254.169.254',
    'http://172.31.255.255',
    'http://192.168.0.1',
    'http://192.0.0.8',
    'http://192.0.2.1',
    'http://192.88.99.1',
    'http://198.19.0.1',
    'http://198.51.100.1',
    'http://203.0.113.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://[::]',
    'http://[::1]',
    'http://[::127.0.0.1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:8.8.8.8]',
    'http://[64:ff9b::7f00:1]',
    'http://[64:ff9b:1::1]',
    'http://[100::1]',
    'http://[2001::1]',
    'http://[2001:db8::1]',
    'http://[2002:7f00:1::]',
    'http://[3fff::1]',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://[fec0::1]',
    'http://[ff02::1]',
  ])('is not %s', (url) => {
    expect([hostOf(url), isPublic(hostOf(url))]).toEqual([expect.any(String), false]);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '192.0.1.1', '198.20.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'is %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each(['', 'localhost', 'example.com', '8.8.8', 'fe80::1%eth0'])('is no name or half an address: %s', (text) => {
    expect([isPublic(text), isLoopback(text)]).toEqual([false, false]);
  });

  it('is the machine itself only for 127.0.0.0/8 and ::1', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].map(isLoopback)).toEqual([true, true, true]);
    expect(['10.0.0.1', '::', '::ffff:127.0.0.1', '0.0.0.0', '8.8.8.8'].map(isLoopback)).toEqual(Array(5).fill(false));
  });
});
