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

/** What the server says is wrong with a field, such as `scheduled_at`, which stands beside it; undefined: nothing. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  const fault = error.errors.find((one) => one.field === field || one.field.startsWith(`${field}.`));
  return fault && sentenceOf(fault);
}

/** `ends_at must be after starts_at.` as it is read below the field of `ends_at`: `Must be after starts at.` */
function sentenceOf({ field, message }: Problem['errors'][number]): string {
  const rest = message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
  return rest.charAt(0).toUpperCase() + rest.slice(1).replaceAll(/(?<=[a-z])_(?=[a-z])/g, ' ');
}
