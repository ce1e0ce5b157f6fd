const MAY_BE_ABSENT = Symbol('body may be absent');

/** For the class of a body whose fields are all optional: a request without a body counts as `{}`. */
export const BodyMayBeAbsent = (): ClassDecorator => (body) => {
  Reflect.defineMetadata(MAY_BE_ABSENT, true, body);
};

export const mayBeAbsent = (body: object | undefined): boolean =>
  body !== undefined && Reflect.hasOwnMetadata(MAY_BE_ABSENT, body);
