import type { Answer } from './caller.js';

/** Expects a problem document with this status and code, and one sentence for people. */
export function expectRefusal({ status, headers, body }: Answer, expected: number, code: string): void {
  expect({ status, code: body.code, detail: body.detail }).toEqual({
    status: expected,
    code,
    detail: expect.stringMatching(/^[A-Za-z_].{8,}/),
  });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({ type: `/api/problems#${code}`, status: expected, title: expect.any(String) });
}

/** Expects a 422 that names exactly these fields. */
export function expectFieldsRefused(answer: Answer, ...fields: readonly string[]): void {
  expectRefusal(answer, 422, 'validation-failed');
  const errors = answer.body.errors as { field: string; message: string }[];
  expect(errors.map(({ field }) => field).sort()).toEqual([...fields].sort());
}
