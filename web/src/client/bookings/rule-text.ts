import type { SeriesRule } from '@vibe-coaching/client';
import type { Words } from '../../../../src/notifications/texts/words/words.js';
import type { Texts } from '../../texts/texts.js';

/** `Every week, Mon, 09:00 (Europe/Berlin)`. */
export function ruleText(rule: SeriesRule, texts: Texts['client']['series'], words: Words): string {
  const days = rule.weekdays.map((weekday) => words.weekdays[weekday % 7]).join(', ');
  return `${texts.everyWeeks(rule.every_weeks)}, ${days}, ${rule.local_time.slice(0, 5)} (${rule.time_zone})`;
}
