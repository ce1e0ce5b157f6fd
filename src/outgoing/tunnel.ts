import http from 'node:http';
import type { Socket } from 'node:net';
import { OutgoingError } from './outgoing-error.js';

/** Where a tunnel ends: an address that was checked, never a name. */
export interface TunnelEnd {
  readonly address: string;
  readonly port: number;
}

/** Opens a tunnel through an HTTP proxy (CONNECT; RFC 9110, 9.3.6). Its address may hold a user and a password. */
export function tunnel(proxy: URL, { address, port }: TunnelEnd, signal: AbortSignal): Promise<Socket> {
  const path = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const authorization = { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
  const headers = { host: path, ...(proxy.username !== '' && authorization) };
  const { hostname: host, port: proxyPort } = proxy;
  return new Promise((resolve, reject) => {
    http
      .request({
        method: 'CONNECT',
        host,
        port: proxyPort === '' ? 80 : proxyPort,
        path,
        headers,
        signal,
        agent: false,
      })
      .on('connect', ({ statusCode = 0 }, socket) => {
        if (statusCode === 200) {
          resolve(socket);
        } else {
          socket.destroy();
          reject(new OutgoingError('proxy'));
        }
      })
      .on('response', (answer) => {
        answer.destroy();
        reject(new OutgoingError('proxy'));
      })
      .on('error', (cause) => reject(signal.aborted ? cause : new OutgoingError('proxy', { cause })))
      .end();
  });
}
