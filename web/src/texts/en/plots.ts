/** What every plot says. */
export const plots = {
  nothing: 'Nothing in this period.',
  day: 'Day',
  noValue: '–',
  lineEssence: (name: string, last: string, lowest: string, highest: string) =>
    `${name}: lowest ${lowest}, highest ${highest}, last ${last}.`,
  barEssence: (name: string, total: string, most: string) => `${name}: ${total} in all, most ${most}.`,
  on: (value: string, day: string) => `${value} (${day})`,
  noEssence: (name: string) => `${name}: nothing.`,
  heatEssence: (highest: string, row: string, column: string) => `Highest: ${highest} (${row}, ${column}).`,
};
