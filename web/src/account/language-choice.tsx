import type { Locale } from '@vibe-coaching/client';
import { useSessionState } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';

const LANGUAGES: readonly (readonly [Locale, string])[] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
];

/** For people who are not logged in yet; afterwards the settings have the language. */
export function LanguageChoice() {
  const { settings } = useTexts();
  const { locale, chooseLocale } = useSessionState();
  return (
    <div class="row" role="group" aria-label={settings.preferences.language}>
      {LANGUAGES.map(([language, name]) => (
        <span key={language} lang={language}>
          <Button look="quiet" pressed={language === locale} onClick={() => chooseLocale(language)}>
            {name}
          </Button>
        </span>
      ))}
    </div>
  );
}
