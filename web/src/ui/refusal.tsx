import { Problem } from '@vibe-coaching/client';
import { type Texts, useTexts } from '../texts/texts.js';
import './notice.css';

/** Why something failed, in one sentence. `isEnglish`: the server wrote it. */
export function reasonOf(error: unknown, { shell }: Texts): { readonly text: string; readonly isEnglish: boolean } {
  if (error instanceof Problem) return { text: error.message, isEnglish: true };
  return { text: error instanceof TypeError ? shell.offline : shell.failed, isEnglish: false };
}

/** What a refused request was refused for, where the person looks: beside what they pressed. */
export function Refusal({ error }: { readonly error: unknown }) {
  const texts = useTexts();
  if (error == null) return null;
  const { text, isEnglish } = reasonOf(error, texts);
  return (
    <p class="notice bad" role="alert" {...(isEnglish && { lang: 'en' })}>
      {text}
    </p>
  );
}

/** What the server says is wrong with a field, such as `scheduled_at`; undefined: nothing. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  return error.errors.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.message;
}
