import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type ValidationError,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { isForm } from './form-fields.js';
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

/** Checks bodies and queries against their DTOs. An unknown field is refused in a body, dropped in a form, ignored in a query. */
@Injectable()
export class DtoPipe implements PipeTransform {
  private readonly body = new ValidationPipe({ ...options, forbidNonWhitelisted: true });
  private readonly lenient = new ValidationPipe(options);

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    // Ids in a path have a pipe of their own; ValidationPipe would make numbers of whatever looks like one.
    if (metadata.type === 'param') return value;
    if (metadata.type !== 'body') {
      return this.lenient.transform(value, metadata);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ValidationFailedError([{ field: 'body', message: 'The body must be a JSON object.' }]);
    }
    return (isForm(metadata.metatype) ? this.lenient : this.body).transform(value, metadata);
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
