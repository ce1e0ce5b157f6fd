/**
 * SQL that compares texts as people do, in whatever locale the database is. `folded` of migration 014 takes case, accents and the
 * composition of letters away.
 */

/** The sort key of names: case and accents do not count, and letters are in the order of ICU's root collation. */
export const byName = (text: string) => `folded(${text}) COLLATE "und-x-icu"`;

const escaped = (pattern: string) => String.raw`regexp_replace(${pattern}, '([\\%_])', '\\\1', 'g')`;

/** Whether `text` contains `wanted`, whose `%` and `_` mean themselves. Trigram indexes of `folded(text)` serve it. */
export const contains = (text: string, wanted: string) =>
  `folded(${text}) LIKE '%' || ${escaped(`folded(${wanted})`)} || '%'`;

/** The same for all spellings of one text: folded, without blanks around it, and with single blanks inside. */
export const spelling = (text: string) => String.raw`btrim(regexp_replace(folded(${text}), '\s+', ' ', 'g'))`;
