import { BlockList, isIP, isIPv6 } from 'node:net';

const INNER_IPV4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8], // this network (RFC 791)
  ['10.0.0.0', 8], // private (RFC 1918)
  ['100.64.0.0', 10], // carrier-grade NAT (RFC 6598)
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and where clouds answer for their secrets
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments (RFC 6890)
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays, withdrawn
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // measurements (RFC 2544)
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];

/** Inside 2000::/3, which is all that is global unicast (RFC 4291). */
const INNER_IPV6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: the address holds an IPv4 address
  ['3fff::', 20], // documentation
];

const inner = new BlockList();
for (const [network, bits] of INNER_IPV4) inner.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of INNER_IPV6) inner.addSubnet(network, bits, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

const MAPPED = /^::ffff:/i;

/** Whether a request may go to this IP address: one of the public internet, in no form that hides another address. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (!isIPv6(address)) return !inner.check(address, 'ipv4');
  // An IPv4-mapped address is no global unicast one, so it is refused whatever it holds.
  return globalUnicast.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

/** Whether this IP address is the machine itself. */
export function isLoopback(address: string): boolean {
  if (isIP(address) === 0 || MAPPED.test(address)) return false;
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
