import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type ValidationError,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { type FieldError, ValidationFailedError } from './problem.js';

const MAX_MESSAGES = 20;
const MAX_NAME = 60;

const options = {
  whitelist: true,
  forbidUnknownValues: true,
  transform: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors: readonly ValidationError[]) => new ValidationFailedError(fieldErrors(errors)),
} satisfies ValidationPipeOptions;

/** Checks bodies and queries against their DTOs. A body with an unknown field is refused, in a query it is ignored. */
@Injectable()
export class DtoPipe implements PipeTransform {
  private readonly body = new ValidationPipe({ ...options, forbidNonWhitelisted: true });
  private readonly query = new ValidationPipe(options);

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type !== 'body') {
      return this.query.transform(value, metadata);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ValidationFailedError([{ field: 'body', message: 'The body must be a JSON object.' }]);
    }
    return this.body.transform(value, metadata);
  }
}

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  const found = errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = `${parent}${shortened(property)}`;
    const own = Object.entries(constraints).map(([rule, message]) => ({
      field,
      message: rule === 'whitelistValidation' ? `${field} is not a known field.` : message,
    }));
    return [...own, ...fieldErrors(children, `${field}.`)];
  });
  return found.slice(0, MAX_MESSAGES);
}

const shortened = (name: string) => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);
