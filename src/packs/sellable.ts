/** SQL condition on a pack: clients can buy it. Its credits pay for something: its session types may be gone or off the market by now. */
export const sellable = (pack: string) => `
  (${pack}.is_active AND (${pack}.session_type_ids IS NULL
    OR EXISTS (SELECT FROM session_types s WHERE s.id = ANY (${pack}.session_type_ids) AND s.is_active)))`;
