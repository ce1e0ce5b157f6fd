import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf } from 'class-validator';
import type { FastifyInstance } from 'fastify';
import { instantFault, isCalendarDate } from '../../time/iso.js';
import { ValidationFailedError } from '../../problems/problem.js';
import { isInt, MAX_INT } from '../fields/fields.js';
import { QueryBool, QueryInt } from '../fields/query-fields.js';
import { isStorable } from '../fields/text.js';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 500;
/** Most characters of a page. Hundreds of unread answers with long texts would otherwise fill the memory. */
const MAX_TEXT = 1_000_000;

/** A list is counted so far; more rows are `10000+`. */
export const MOST_COUNTED = 10_000;

/** The position where a page ended: the sort value and the id of its last row. */
export interface Cursor {
  readonly value: string;
  readonly id: number;
  /** The name of the sort order, where a list has several. */
  readonly order?: string | undefined;
}

/** What every list takes. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: Cursor;
  readonly count?: boolean;
}

/** One page of a list, and the cursor of the next one. Handlers return it; `sendPages` sends it. */
export class Page<Item> {
  constructor(
    readonly items: readonly Item[],
    readonly next: Cursor | null = null,
    /** How many rows all pages have, if the caller asked. */
    readonly total: number | null = null,
  ) {}

  map<Other>(change: (item: Item) => Other): Page<Other> {
    return new Page(this.items.map(change), this.next, this.total);
  }

  of(total: number): Page<Item> {
    return new Page(this.items, this.next, total);
  }
}

const FOREIGN_CURSOR = 'cursor must be one that this list gave in its Link header.';

/** A cursor of another list, or of another order of this list. */
export const foreignCursor = () => new ValidationFailedError([{ field: 'cursor', message: FOREIGN_CURSOR }]);

type IsValue = (value: string, order: string | undefined) => boolean;

/** Empty means the first page: forms and tools send it so. */
export function CursorField(isValue: IsValue, maxId = MAX_INT) {
  return applyDecorators(
    ApiProperty({
      type: 'string',
      required: false,
      description: 'Where the page before ended: opaque, and part of the address in the `Link` header.',
    }),
    Transform(({ value }: { value: unknown }) =>
      value === '' ? undefined : typeof value === 'string' ? (decode(value, isValue, maxId) ?? value) : value,
    ),
    ValidateIf((_, value) => value !== undefined),
    ValidateBy({
      name: 'cursor',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => FOREIGN_CURSOR,
      },
    }),
  );
}

export class LimitQuery {
  @QueryBool({ description: 'Whether to count the rows of all pages, for `X-Total-Count`.', example: true })
  readonly count?: boolean;

  @QueryInt({
    max: MAX_LIMIT,
    description: 'Rows of a page, at most: one with very long texts has fewer.',
    default: DEFAULT_LIMIT,
    example: 50,
  })
  readonly limit: number = DEFAULT_LIMIT;
}

/** The sort value of rows without a time: they come after all others. */
export const NO_TIME = 'infinity';

/** Paging of a list that is sorted by time. */
export class TimePageQuery extends LimitQuery {
  @CursorField((value) => value === NO_TIME || instantFault(value) === null)
  readonly cursor?: Cursor;
}

/** Paging of a list that is sorted by time and has eight-byte ids. */
export class LongTimePageQuery extends LimitQuery {
  @CursorField((value) => instantFault(value) === null, Number.MAX_SAFE_INTEGER)
  readonly cursor?: Cursor;
}

/** Paging of a list that is sorted by calendar day. */
export class DayPageQuery extends LimitQuery {
  @CursorField(isCalendarDate)
  readonly cursor?: Cursor;
}

/** Paging of a list that is sorted by a whole number. */
export class IntPageQuery extends LimitQuery {
  @CursorField((value) => /^\d{1,10}$/.test(value) && Number(value) <= MAX_INT)
  readonly cursor?: Cursor;
}

/** Paging of a list that is sorted by its eight-byte ids. */
export class LongIdPageQuery extends LimitQuery {
  @CursorField((value) => /^\d{1,16}$/.test(value), Number.MAX_SAFE_INTEGER)
  readonly cursor?: Cursor;
}

/** Paging of a list that is sorted by name. */
export class NamePageQuery extends LimitQuery {
  @CursorField(isStorable)
  readonly cursor?: Cursor;
}

/** Cuts a page from at most `limit` + 1 rows; the extra row shows that a next page exists. Long texts shorten the page. */
export function pageOf<Item extends object>(
  rows: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => Cursor,
): Page<Item> {
  return wholePageOf(rows, Math.min(limit, fitting(rows)), cursorOf);
}

/** Cuts a page and never shortens it: readers who page with `skip` would miss the rows of a shortened page. */
export function wholePageOf<Item>(rows: readonly Item[], limit: number, cursorOf: (last: Item) => Cursor): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return new Page(items, rows.length > limit && last !== undefined ? cursorOf(last) : null);
}

/** How many leading rows fit into MAX_TEXT characters; at least one. */
function fitting(rows: readonly object[]): number {
  let length = 0;
  const tooMuch = rows.findIndex((row, index) => (length += textOf(row)) > MAX_TEXT && index > 0);
  return tooMuch === -1 ? rows.length : tooMuch;
}

/** Counts the characters of a row’s texts. It takes a twentieth of the time that writing the row as JSON takes. */
function textOf(row: object): number {
  let length = 0;
  for (const name in row) {
    const value: unknown = row[name as keyof typeof row];
    if (typeof value === 'string') length += value.length;
    else if (typeof value === 'object' && value !== null) length += textOf(value);
  }
  return length;
}

function encode({ value, id, order }: Cursor): string {
  return Buffer.from(JSON.stringify(order === undefined ? [value, id] : [value, id, order])).toString('base64url');
}

function decode(text: string, isValue: IsValue, maxId: number): Cursor | undefined {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(decoded) || decoded.length < 2 || decoded.length > 3) return undefined;
  const [value, id, order] = decoded as unknown[];
  if (typeof value !== 'string' || !isInt(id, 1, maxId) || !['string', 'undefined'].includes(typeof order))
    return undefined;
  const cursor = { value, id: id as number, order: order as string | undefined };
  return isValue(value, cursor.order) ? cursor : undefined;
}

/**
 * Sends each page as a plain array, with the address of the next one in a `Link` header (RFC 8288), and the count asked for. It is a hook, because an
 * interceptor would take a seventh of a list’s time.
 */
export function sendPages(fastify: FastifyInstance, publicPath: string): void {
  fastify.addHook('preSerialization', ({ url }, reply, answer, done) => {
    if (!(answer instanceof Page)) {
      done(null, answer);
      return;
    }
    if (answer.total !== null) void reply.header('X-Total-Count', countOf(answer.total));
    if (answer.next) void reply.header('Link', `<${publicPath}${nextUrl(url, answer.next)}>; rel="next"`);
    done(null, answer.items);
  });
}

const countOf = (total: number) => (total > MOST_COUNTED ? `${MOST_COUNTED}+` : String(total));

function nextUrl(url: string, cursor: Cursor): string {
  // Only the first question mark starts the query; later ones belong to a value.
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/.exec(url) ?? [];
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', encode(cursor));
  return `${path}?${parameters.toString()}`;
}
