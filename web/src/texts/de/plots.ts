import type { plots as en } from '../en/plots.js';

/** What every plot says. */
export const plots: typeof en = {
  nothing: 'Nichts in diesem Zeitraum.',
  day: 'Tag',
  noValue: '–',
  lineEssence: (name, last, lowest, highest) =>
    `${name}: niedrigster Wert ${lowest}, höchster ${highest}, zuletzt ${last}.`,
  barEssence: (name, total, most) => `${name}: insgesamt ${total}, am meisten ${most}.`,
  on: (value, day) => `${value} (${day})`,
  noEssence: (name) => `${name}: nichts.`,
  heatEssence: (highest, row, column) => `Höchster Wert: ${highest} (${row}, ${column}).`,
};
