import type { DataSource } from 'typeorm';

const PARTS = `
  SELECT conrelid::regclass::text AS owner, conname::text AS name, pg_get_constraintdef(oid, true) AS definition
    FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x') AND conrelid <> 0
  UNION ALL
  SELECT indrelid::regclass::text, indexrelid::regclass::text,
         pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' (invalid)' END
    FROM pg_index JOIN pg_class c ON c.oid = indexrelid
   WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  UNION ALL
  SELECT tgrelid::regclass::text, tgname::text,
         pg_get_triggerdef(oid, true) || CASE tgenabled WHEN 'O' THEN '' ELSE ' (enabled: ' || tgenabled::text || ')' END
    FROM pg_trigger WHERE NOT tgisinternal`;

const FUNCTIONS = `
  SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p
   WHERE pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
   ORDER BY proname`;

interface Part {
  readonly owner: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * The definitions that PostgreSQL enforces, in the format of test/contract/schema.txt: constraints, indexes and triggers by
 * table, then the functions. Casts that follow from a column's type are left out.
 */
export async function schemaText(connection: DataSource): Promise<string> {
  const parts = (await connection.query<Part[]>(PARTS)).filter(({ owner }) => owner !== 'migrations');
  const owners = [...new Set(parts.map(({ owner }) => owner))].sort();
  const tables = owners.map((owner) => {
    const own = parts.filter((part) => part.owner === owner).sort((a, b) => (a.name < b.name ? -1 : 1));
    return [owner, ...own.map(({ name, definition }) => `  ${name}: ${plain(definition)}`)].join('\n');
  });
  const functions = await connection.query<{ definition: string }[]>(FUNCTIONS);
  return [...tables, ...functions.map(({ definition }) => definition.trim())].join('\n\n') + '\n';
}

function plain(definition: string): string {
  return definition
    .replace(
      /CREATE (UNIQUE )?INDEX \w+ ON public\.\w+ USING (\w+)/,
      (_, unique = '', method) => `${unique}INDEX ${method}`,
    )
    .replace(/CREATE TRIGGER \S+/, 'TRIGGER')
    .replaceAll(/::(double precision|booking_status|user_role|timestamp with time zone)/g, '');
}
