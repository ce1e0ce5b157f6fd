import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import type { Access } from '../../src/auth/access/access.js';
import { ACCESS } from '../../src/wire/public.js';
import type { TestApp } from './app.js';

/** A handler in Nest's router. */
interface Route {
  /** The name in the OpenAPI document, such as `GET /api/v1/bookings/coaches/{coach_id}`. */
  readonly name: string;
  readonly access: Access | undefined;
}

/** Routes for people, mail programs and machines of operators, which the OpenAPI document leaves out. */
export const UNDOCUMENTED = [
  ...['GET /api/problems', 'GET /api/changes', 'GET /metrics', 'GET /account-pages/page.css'],
  ...['GET /api/v1/mail/unsubscribe/{token}', 'POST /api/v1/mail/unsubscribe/{token}'],
];

/** Every route of every controller, documented or not. */
export function routesOf({ nest }: TestApp): Route[] {
  const modules = [...nest.get(ModulesContainer).values()];
  const controllers = modules.flatMap(({ controllers }) => [...controllers.values()]);
  return controllers.flatMap(({ metatype }) => handlersOf(metatype as Type));
}

function handlersOf(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, () => unknown>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((method) => {
    const handler = prototype[method]!;
    const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
    if (path === undefined) return [];
    const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number];
    const access = new Reflector().getAllAndOverride<Access | undefined>(ACCESS, [handler, controller]);
    return [{ name: `${verb} ${addressOf(Reflect.getMetadata(PATH_METADATA, controller) as string, path)}`, access }];
  });
}

function addressOf(...parts: string[]): string {
  const path = parts.flatMap((part) => part.split('/')).filter((part) => part !== '');
  const address = `/${path.join('/')}`.replaceAll(/:(\w+)/g, '{$1}');
  return UNDOCUMENTED.some((name) => name.endsWith(` ${address}`)) ? address : `/api/v1${address}`;
}

/** The operations of an OpenAPI document by name, such as `GET /api/v1/health`. */
export function operationsOf(document: OpenAPIObject): Map<string, OperationObject> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, OperationObject>).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, withParameters(operation, document)] as const,
    ),
  );
  return new Map(operations);
}

/** The operation with its parameters, also those to which it refers. */
function withParameters(operation: OperationObject, { components }: OpenAPIObject): OperationObject {
  const parameters = operation.parameters?.map((parameter) =>
    '$ref' in parameter ? components!.parameters![parameter.$ref.split('/').at(-1)!]! : parameter,
  );
  return parameters ? { ...operation, parameters } : operation;
}
