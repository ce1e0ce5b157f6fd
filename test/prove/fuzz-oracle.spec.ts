import { GENERAL, problem } from '../../src/problems/problem.js';
import { committedDocument } from '../support/openapi-document.js';
import { FuzzOracle } from './fuzz-oracle.js';
import type { FuzzRequest } from './fuzz-requests.js';

const oracle = new FuzzOracle(committedDocument());

const request: FuzzRequest = {
  operation: 'GET /api/v1/auth/me',
  method: 'GET',
  path: '/api/v1/auth/me',
  caller: 'client',
  headers: {},
  withSecrets: false,
};

function faultOf(status: number, code: string): string | null {
  const text = JSON.stringify(problem({ status, code, detail: 'No.', instance: 'urn:uuid:1' }));
  const headers = { 'content-type': 'application/problem+json', 'retry-after': '1', 'www-authenticate': 'Bearer' };
  return oracle.faultOf(request, { status, headers, text });
}

describe('the oracle of the fuzz test', () => {
  it('accepts the refusals that the operation lists, and those of the router for any address', () => {
    const listed: [number, string][] = [
      [400, 'malformed-request'],
      [401, 'unauthenticated'],
      [404, 'not-found'],
      [405, 'method-not-allowed'],
      [431, 'headers-too-large'],
    ];
    expect(listed.filter(([status, code]) => faultOf(status, code) !== null)).toEqual([]);
  });

  it('finds every other refusal, even one that the operation’s default lists', () => {
    expect(faultOf(500, GENERAL[500][0])).toBe('is a 500');
    expect(faultOf(408, GENERAL[408][0])).toBe('has the undocumented 408 request-timeout');
    expect(faultOf(409, 'slot-taken')).toBe('has the undocumented 409 slot-taken');
    expect(faultOf(404, 'user-not-found')).toBe('has the undocumented 404 user-not-found');
    expect(faultOf(418, 'not-found')).toBe('has the undocumented 418 not-found');
  });
});
