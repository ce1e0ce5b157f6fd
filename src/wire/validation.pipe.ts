import {
  type ArgumentMetadata,
  Injectable,
  type PipeTransform,
  type ValidationError,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { mayBeAbsent } from './bodies/absent-body.js';
import { isForm } from './fields/form-fields.js';
import { type FieldError, ValidationFailedError } from '../problems/problem.js';

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
  private readonly strict = new ValidationPipe({ ...options, forbidNonWhitelisted: true });
  private readonly lenient = new ValidationPipe(options);

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    switch (metadata.type) {
      case 'body':
        return this.transformBody(value === undefined && mayBeAbsent(metadata.metatype) ? {} : value, metadata);
      case 'query':
        return this.lenient.transform(value, metadata);
      case 'param':
      case 'custom':
        // Ids in a path have a pipe of their own; ValidationPipe would make numbers of whatever looks like one.
        return value;
    }
  }

  private transformBody(value: unknown, metadata: ArgumentMetadata): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ValidationFailedError([{ field: 'body', message: 'The body must be a JSON object.' }]);
    }
    if (isForm(metadata.metatype)) return this.lenient.transform(value, metadata);
    // `toString`, or a method of the DTO: class-transformer passes over these without a word.
    const inherited = Object.keys(value).filter((name) => name in (metadata.metatype?.prototype as object));
    if (inherited.length > 0) throw new ValidationFailedError(inherited.slice(0, MAX_MESSAGES).map(unknownField));
    return this.strict.transform(value, metadata);
  }
}

const unknownField = (name: string): FieldError => {
  const field = shortened(name);
  return { field, message: `${field} is not a known field.` };
};

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

function shortened(name: string): string {
  const start = [...name.slice(0, 2 * MAX_NAME)].slice(0, MAX_NAME).join('');
  return start.length < name.length ? `${start}…` : name;
}
