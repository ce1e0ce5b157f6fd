import { QueryFailedError } from 'typeorm';
import { faultOf, isRetryable, severityOf, sqlStateOf } from './postgres-errors.js';

/** An error as pg creates it from an answer of PostgreSQL. */
const refused = (code: string, constraint?: string) =>
  Object.assign(new Error('text'), { code, severity: 'ERROR', constraint });

const throughTypeOrm = (error: Error) => new QueryFailedError('SELECT 1', [], error);

describe('the classification of database errors', () => {
  it.each([
    ['23505', 'unique_violation', { kind: 'conflict', constraint: 'users_email_key' }],
    ['23P01', 'exclusion_violation', { kind: 'conflict', constraint: 'users_email_key' }],
    ['23503', 'foreign_key_violation', { kind: 'conflict', constraint: 'users_email_key' }],
    ['23514', 'check_violation', { kind: 'conflict', constraint: 'users_email_key' }],
    ['22P02', 'invalid_text_representation', { kind: 'unstorable' }],
    ['22003', 'numeric_value_out_of_range', { kind: 'unstorable' }],
    ['22021', 'character_not_in_repertoire', { kind: 'unstorable' }],
    ['2200H', 'sequence_generator_limit_exceeded', { kind: 'unavailable' }],
    ['40001', 'serialization_failure', { kind: 'unavailable' }],
    ['40P01', 'deadlock_detected', { kind: 'unavailable' }],
    ['55P03', 'lock_not_available', { kind: 'unavailable' }],
    ['57014', 'query_canceled', { kind: 'unavailable' }],
    ['57P01', 'admin_shutdown', { kind: 'unavailable' }],
    ['57P03', 'cannot_connect_now', { kind: 'unavailable' }],
    ['53300', 'too_many_connections', { kind: 'unavailable' }],
    ['53100', 'disk_full', { kind: 'unavailable' }],
    ['58030', 'io_error', { kind: 'unavailable' }],
    ['08006', 'connection_failure', { kind: 'unavailable' }],
    ['25006', 'read_only_sql_transaction', { kind: 'unavailable' }],
    ['25P03', 'idle_in_transaction_session_timeout', { kind: 'unavailable' }],
    ['28P01', 'invalid_password', { kind: 'unavailable' }],
    ['3D000', 'invalid_catalog_name', { kind: 'unavailable' }],
    ['42P01', 'undefined_table', { kind: 'outdated' }],
    ['42703', 'undefined_column', { kind: 'outdated' }],
    ['42704', 'undefined_object', { kind: 'outdated' }],
    ['42883', 'undefined_function', { kind: 'outdated' }],
    ['42601', 'syntax_error', undefined],
    ['42501', 'insufficient_privilege', undefined],
    ['P0001', 'raise_exception', undefined],
  ])('maps %s (%s) to its fault, with and without TypeORM’s wrapper', (code, _, fault) => {
    const error = refused(code, 'users_email_key');
    expect(faultOf(error)).toEqual(fault);
    expect(faultOf(throughTypeOrm(error))).toEqual(fault);
  });

  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_GET_CRL',
  ])('reports “unavailable” for the error %s of a connection', (code) => {
    const error = Object.assign(new Error('socket'), { code });
    expect(faultOf(error)).toEqual({ kind: 'unavailable' });
    expect(severityOf(error)).toBe('warn');
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
    'Cannot use a pool after calling end on the pool',
    'The server does not support SSL connections',
  ])('reports “unavailable” when pg says "%s"', (message) => {
    expect(faultOf(new Error(message))).toEqual({ kind: 'unavailable' });
  });

  it.each([[new TypeError('x is not a function')], [new Error('boom')], ['text'], [null], [{ code: '23505' }]])(
    'finds no database fault in %s',
    (error) => {
      expect(faultOf(error)).toBeUndefined();
      expect(severityOf(error)).toBe('error');
      expect(sqlStateOf(error)).toBeUndefined();
    },
  );

  it('calls only deadlocks and failed serializations retryable', () => {
    expect(['40001', '40P01', '40003', '55P03', '23505'].filter((code) => isRetryable(refused(code)))).toEqual([
      '40001',
      '40P01',
    ]);
    expect(isRetryable(throughTypeOrm(refused('40P01')))).toBe(true);
    expect(isRetryable(new Error('Query read timeout'))).toBe(false);
  });
});
