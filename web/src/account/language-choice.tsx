import type { Locale } from '@vibe-coaching/client';
import { api } from '../session/api.js';
import { useSessionState } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { Refusal } from '../ui/refusal.js';
import { useAction } from '../ui/use-action.js';

const LANGUAGES: readonly (readonly [Locale, string])[] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
];

/** The language of the pages; of somebody who is logged in also that of their mails: it is a setting. */
export function LanguageChoice() {
  const { settings } = useTexts();
  const { session, locale, chooseLocale } = useSessionState();
  const choose = useAction(async (language: Locale) => {
    if (session) session.keepSettings(await api.ownAccountChangeSettings({ body: { locale: language } }));
    else chooseLocale(language);
  });
  const current = session?.settings.locale ?? locale;
  return (
    <div class="row" role="group" aria-label={settings.preferences.language}>
      {LANGUAGES.map(([language, name]) => (
        <span key={language} lang={language}>
          <Button look="quiet" pressed={language === current} onClick={() => void choose.run(language)}>
            {name}
          </Button>
        </span>
      ))}
      <Refusal error={choose.error} />
    </div>
  );
}
