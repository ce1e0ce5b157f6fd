/**
 * SQL that compares texts as people do, in whatever locale the database is. `folded` of migration 014 takes case, accents and the
 * composition of letters away.
 */

/** What names are sorted by: neither case nor accents count, and letters come in the order of ICU's root collation. */
export const byName = (text: string) => `folded(${text}) COLLATE "und-x-icu"`;

const escaped = (pattern: string) => String.raw`regexp_replace(${pattern}, '([\\%_])', '\\\1', 'g')`;

/** Whether `text` contains `wanted`, whose `%` and `_` mean themselves. Trigram indexes of `folded(text)` serve it. */
export const contains = (text: string, wanted: string) =>
  `folded(${text}) LIKE '%' || ${escaped(`folded(${wanted})`)} || '%'`;

/** What two texts have in common that people spell alike: as `folded`, and blanks around and repeated ones make no difference. */
export const spelling = (text: string) => String.raw`btrim(regexp_replace(folded(${text}), '\s+', ' ', 'g'))`;
