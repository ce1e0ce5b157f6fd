import { ApiExtension, type OperationObject } from '@nestjs/swagger';

type CallbacksObject = NonNullable<OperationObject['callbacks']>;

const KEY = 'x-callbacks';

/** Documents the requests that we send later because of this one (OpenAPI 3.0, Callback Object). */
export const Callbacks = (callbacks: CallbacksObject): MethodDecorator => ApiExtension(KEY, callbacks);

/** Puts what `Callbacks` documents into its place: decorators can only write extensions. */
export function placeCallbacks(operation: OperationObject): void {
  const { [KEY]: callbacks } = operation as { [KEY]?: CallbacksObject };
  if (callbacks === undefined) return;
  Reflect.deleteProperty(operation, KEY);
  operation.callbacks = callbacks;
}
