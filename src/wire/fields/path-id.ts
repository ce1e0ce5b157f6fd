import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { dateRule, MAX_INT } from './fields.js';
import { ValidationFailedError } from '../../problems/problem.js';

/** No row has this id. */
const UNKNOWN_ID = 0;

/** Parses an id in a path. Anything but a whole number is refused. A number out of range becomes an id that no row has. */
export function pathId(text: unknown, field = 'id', max = MAX_INT): number {
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) {
    throw new ValidationFailedError([{ field, message: `${field} must be a whole number.` }]);
  }
  const id = Number(text);
  return id > 0 && id <= max ? id : UNKNOWN_ID;
}

/** Pipe form of pathId, for `@Param(name, PathId)`. */
@Injectable()
export class PathId implements PipeTransform<string, number> {
  transform(value: string, { data }: { data?: string }): number {
    return pathId(value, data);
  }
}

/** The same for eight-byte ids. */
@Injectable()
export class PathLongId implements PipeTransform<string, number> {
  transform(value: string, { data }: { data?: string }): number {
    return pathId(value, data, Number.MAX_SAFE_INTEGER);
  }
}

/** Pipe for a UUID in a path. */
@Injectable()
export class PathUuid implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: { data?: string }): string {
    if (isUUID(value)) return value.toLowerCase();
    throw new ValidationFailedError([{ field: data, message: `${data} must be a UUID.` }]);
  }
}

/** Pipe for a day in a path. */
@Injectable()
export class PathDate implements PipeTransform<string, string> {
  transform(value: string, { data = 'date' }: { data?: string }): string {
    const fault = dateRule(value);
    if (fault === null) return value;
    throw new ValidationFailedError([{ field: data, message: `${data} ${fault}.` }]);
  }
}
