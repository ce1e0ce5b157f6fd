/** The parts of a schema that decide what a client sends and reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

export interface Content {
  readonly $ref?: string;
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** The parts of an OpenAPI document that are compared. */
export interface Document {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Follows a reference into the components. */
export function resolved<Part extends { readonly $ref?: string }>(document: Document, part: Part): Part {
  const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(.+)$/.exec(part.$ref ?? '') ?? [];
  if (kind === '') return part;
  const found = document.components?.[kind]?.[name] as Part | undefined;
  if (found === undefined) throw new Error(`${part.$ref} is not in the document.`);
  return resolved(document, found);
}

/** A schema without references and `allOf` at its top. */
export function flattened(document: Document, schema: Schema): Schema {
  const { allOf = [], ...own } = resolved(document, schema);
  return allOf.map((part) => flattened(document, part)).reduce(joined, own);
}

function joined(one: Schema, other: Schema): Schema {
  return {
    ...one,
    ...other,
    nullable: one.nullable ?? other.nullable ?? false,
    required: [...(one.required ?? []), ...(other.required ?? [])],
    properties: { ...one.properties, ...other.properties },
  };
}
