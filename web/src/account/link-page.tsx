import { Problem } from '@vibe-coaching/client';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { href } from '../shell/href.js';
import { type Texts, useTexts } from '../texts/texts.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { reasonOf } from '../ui/refusal.js';
import { useAction } from '../ui/use-action.js';
import '../ui/form.css';

interface LinkPageProps {
  readonly texts: { readonly title: string; readonly intro: string; readonly button: string; readonly done: string };
  /** What the press of the button sends. */
  readonly send: (token: string) => Promise<unknown>;
  /** Whether a refused field is a password; else it can only be the token. */
  readonly hasPassword?: boolean;
  readonly children?: ComponentChildren;
}

/** What the link of a mail opens: sends the token behind `#token=` when the button is pressed. */
export function LinkPage({ texts, send, hasPassword = false, children }: LinkPageProps) {
  const all = useTexts();
  const { account, shell } = all;
  const token = useToken();
  const [isDone, setDone] = useState(false);
  const action = useAction(async () => {
    await send(token);
    setDone(true);
  });
  useEffect(() => {
    setDone(false);
    action.clear();
  }, [token]);
  const isDead = token === '' || (action.error instanceof Problem && action.error.code === 'token-invalid');
  return (
    <Page title={texts.title} isNarrow>
      <Card>
        {!isDead && !isDone && (
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault();
              void action.run();
            }}
          >
            <p>{texts.intro}</p>
            {children}
            <div>
              <Button type="submit" look="main" isBusy={action.isBusy}>
                {action.isBusy ? shell.working : texts.button}
              </Button>
            </div>
          </form>
        )}
        {isDone && <Notice tone="good">{texts.done}</Notice>}
        {isDead && <Notice tone="bad">{account.links.invalid}</Notice>}
        {!isDead && action.error !== null && <Notice tone="bad">{reasonFor(action.error, hasPassword, all)}</Notice>}
      </Card>
      <p>
        <a href={href('/login')}>{account.logIn.title}</a>
      </p>
    </Page>
  );
}

/** In the reader's language: nobody is logged in here, so the browser decides. */
function reasonFor(error: unknown, hasPassword: boolean, texts: Texts): string {
  const { links } = texts.account;
  if (!(error instanceof Problem)) return reasonOf(error, texts).text;
  if (error.code === 'email-taken') return links.taken;
  if (error.status === 422) return hasPassword ? links.weak : links.invalid;
  return error.status === 429 || error.status === 503 ? links.later : texts.shell.failed;
}

/** Takes the token out of the address, so that the history of the browser does not keep it. */
function useToken(): string {
  const [token, setToken] = useState('');
  useEffect(() => {
    const take = () => {
      const found = new URLSearchParams(location.hash.slice(1)).get('token');
      if (found === null) return;
      history.replaceState(null, '', location.pathname);
      setToken(found);
    };
    take();
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return token;
}
