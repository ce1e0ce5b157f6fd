import type { Locale } from '@vibe-coaching/client';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { texts as en } from './en/index.js';

/** All that the application says in one language: a language that lacks a text does not compile. */
export type Texts = typeof en;

/** A language is loaded when it is needed. */
const LANGUAGES: Readonly<Record<Locale, () => Promise<Texts>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de/index.js')).texts,
};

export const textsOf = (locale: Locale) => LANGUAGES[locale]();

/** The language of ours that the browser's user likes best; else English. */
export function browserLocale(): Locale {
  const liked = navigator.languages.map((language) => language.slice(0, 2).toLowerCase());
  return liked.find((language): language is Locale => language in LANGUAGES) ?? 'en';
}

export const TextsContext = createContext<Texts>(en);

/** The texts in the reader's language. */
export const useTexts = () => useContext(TextsContext);
