import type { times as en } from '../../en/client/times.js';

/** The calendar of free times. */
export const times: typeof en = {
  label: 'Freie Zeiten',
  count: (count) => (count === 1 ? '1 freie Zeit' : `${count} freie Zeiten`),
  none: 'In diesem Monat ist keine Zeit frei.',
  next: (moment) => `Nächste freie Zeit: ${moment}`,
  elsewhere: (zone) => `Die kleinen Zeiten sind die deines Coachs, in ${zone}.`,
  choose: (day) => `Wähle ${day},`,
  parts: { morning: 'Vormittag', afternoon: 'Nachmittag', evening: 'Abend' },
};
