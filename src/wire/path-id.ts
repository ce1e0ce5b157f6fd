import { Injectable, type PipeTransform } from '@nestjs/common';
import { MAX_INT } from './fields.js';
import { ValidationFailedError } from '../problems/problem.js';

/** An id that no row has. */
const NOBODY = 0;

/** The id in a path. One that is no whole number is refused; one that no row can have finds nothing, as any unknown id. */
export function pathId(text: unknown, field = 'id'): number {
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) {
    throw new ValidationFailedError([{ field, message: `${field} must be a whole number.` }]);
  }
  const id = Number(text);
  return id > 0 && id <= MAX_INT ? id : NOBODY;
}

/** Pipe form of pathId, for `@Param(name, PathId)`. */
@Injectable()
export class PathId implements PipeTransform<string, number> {
  transform(value: string, { data }: { data?: string }): number {
    return pathId(value, data);
  }
}
