import { Body, type Type } from '@nestjs/common';

/**
 * `@Body()` for a controller factory, which knows the DTO only at run time. Writes the DTO where TypeScript writes the type of a
 * parameter: the validation pipe and the OpenAPI document read it there.
 */
export const BodyOf =
  (dto: Type): ParameterDecorator =>
  (target, method, index) => {
    Body()(target, method, index);
    const types = Reflect.getMetadata('design:paramtypes', target, method as string) as unknown[];
    types[index] = dto;
  };
