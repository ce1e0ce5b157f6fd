import { de } from '../texts/de.js';
import { en } from '../texts/en.js';
import type { Reason, Text, Texts } from '../texts/texts.js';
import type { Line, Locale, Reader, Words } from './facts.js';

const TEXTS: Readonly<Record<Locale, Texts>> = { en, de };

export const textsIn = (locale: Locale): Texts => TEXTS[locale];
export const textsFor = (reader: Reader): Texts => textsIn(reader.locale);

/** Example facts of a message, for the page of samples and for tests. */
export interface Sample<Facts> {
  /** What is special about it. */
  readonly title: string;
  readonly role: Reader['role'];
  readonly facts: Facts;
}

/** One kind of message: what it says to a reader about facts. */
export interface Message<Facts> {
  readonly reason: Reason;
  words(reader: Reader, facts: Facts): Words;
  /** What a mail lists below the words. */
  lines(reader: Reader, facts: Facts): readonly Line[];
  readonly samples: readonly Sample<Facts>[];
}

/** A text without the label of its link, which needs an address. */
export function withLink({ action, ...words }: Text, url: string | null): Words {
  return url === null || action === undefined ? words : { ...words, action: { label: action, url } };
}

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** A name on one line, without characters that end a line or turn the direction of the text around it. */
export const oneLine = (text: string): string => text.replaceAll(UNSEEN, ' ').trim();
