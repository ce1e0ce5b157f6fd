import { Injectable, type PipeTransform } from '@nestjs/common';
import { MAX_INT } from './fields.js';
import { ValidationFailedError } from '../problems/problem.js';

/** No row has this id. */
const UNKNOWN_ID = 0;

/** Parses an id in a path. Anything but a whole number is refused. A number out of range becomes an id that no row has. */
export function pathId(text: unknown, field = 'id'): number {
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) {
    throw new ValidationFailedError([{ field, message: `${field} must be a whole number.` }]);
  }
  const id = Number(text);
  return id > 0 && id <= MAX_INT ? id : UNKNOWN_ID;
}

/** Pipe form of pathId, for `@Param(name, PathId)`. */
@Injectable()
export class PathId implements PipeTransform<string, number> {
  transform(value: string, { data }: { data?: string }): number {
    return pathId(value, data);
  }
}
