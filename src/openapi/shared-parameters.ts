import type { OperationObject, ParameterObject } from '@nestjs/swagger';

/** Parameters of many operations, and the names of their components. */
const SHARED = { count: 'Count', limit: 'Limit', cursor: 'Cursor', 'Idempotency-Key': 'IdempotencyKey' } as const;

/** Replaces these parameters by references to `components.parameters`, which it returns. A parameter that differs stays. */
export function shareParameters(operations: readonly OperationObject[]): Record<string, ParameterObject> {
  const components: Record<string, ParameterObject> = {};
  for (const [name, component] of Object.entries(SHARED)) {
    const texts = operations.flatMap(({ parameters = [] }) =>
      (parameters as ParameterObject[]).filter((it) => it.name === name).map((it) => JSON.stringify(it)),
    );
    const usual = mostFrequent(texts);
    if (usual === undefined) continue;
    components[component] = JSON.parse(usual) as ParameterObject;
    for (const { parameters = [] } of operations) {
      const index = parameters.findIndex((it) => JSON.stringify(it) === usual);
      if (index !== -1) parameters[index] = { $ref: `#/components/parameters/${component}` };
    }
  }
  return components;
}

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0];
}
