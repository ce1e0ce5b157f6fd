import type { SchemaObject } from '@nestjs/swagger';

const FIELD_ERROR: SchemaObject = {
  type: 'object',
  required: ['field', 'message'],
  properties: {
    field: { type: 'string', description: 'The name of the field, as in the request.', example: 'slot_number' },
    message: {
      type: 'string',
      description: 'One sentence: what is wrong with it.',
      example: 'slot_number must be a whole number from 1 to 500.',
    },
  },
};

const PROBLEM: SchemaObject = {
  type: 'object',
  description: 'A problem document (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', description: 'Address of an explanation.', example: '/api/problems#slot-taken' },
    title: { type: 'string', description: 'The status in words.', example: 'Conflict' },
    status: { type: 'integer', format: 'int32', description: 'The status of the answer.', example: 409 },
    detail: {
      type: 'string',
      description: 'One sentence for a person.',
      example: 'Someone else holds this slot; please choose another one.',
    },
    code: {
      description: 'For programs; never renamed. Each response lists its own.',
      allOf: [{ $ref: '#/components/schemas/ProblemCode' }],
      example: 'slot-taken',
    },
    instance: {
      type: 'string',
      description: 'The request, as the log names it.',
      example: 'urn:uuid:0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11',
    },
    trace_id: {
      type: 'string',
      description: 'The trace of the request: only when it came with a `traceparent` (W3C Trace Context).',
      example: '4bf92f3577b34da6a3ce929d0e0e4736',
    },
    errors: {
      type: 'array',
      description: 'What is wrong with which field; only where it is fields that are wrong.',
      items: { $ref: '#/components/schemas/FieldError' },
    },
    reasons: {
      type: 'array',
      description: 'All that stands in the way of a time; `code` is the first of them.',
      items: {
        type: 'object',
        required: ['code', 'detail'],
        properties: {
          code: { type: 'string', description: 'For programs, as `code` is.', example: 'too-soon' },
          detail: { type: 'string', description: 'One sentence for a person.' },
        },
      },
    },
    occurrences: {
      type: 'array',
      description: 'Of a refused series: each of its sessions, and what stands in its way.',
      items: { $ref: '#/components/schemas/PlannedOccurrence' },
    },
  },
};

/** The schema of a `Problem` (src/problems/problem.ts), and the one that it refers to. */
export const PROBLEM_SCHEMAS = { Problem: PROBLEM, FieldError: FIELD_ERROR };
