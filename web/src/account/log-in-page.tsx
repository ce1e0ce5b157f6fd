import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { useSessionState } from '../session/session.js';
import { href } from '../shell/href.js';
import { useTexts } from '../texts/texts.js';
import { Card } from '../ui/card.js';
import { Form } from '../ui/form.js';
import { Page } from '../ui/page.js';
import { useAction } from '../ui/use-action.js';
import { LanguageChoice } from './language-choice.js';
import { EmailField, PasswordField } from './account-fields.js';

/** Only pages of this application: the address may come from anybody. */
export const ownPath = (to: string | undefined) => (to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/');

export default function LogInPage() {
  const { account } = useTexts();
  const { session, look } = useSessionState();
  const { query, route } = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const to = ownPath(query.to);
  const logIn = useAction(async () => {
    await api.authLogIn({ body: { email, password } });
    await look();
  });
  useEffect(() => {
    if (session) route(href(to), true);
  }, [session]);
  return (
    <Page title={account.logIn.title} note={account.about} isNarrow>
      <Card>
        <Form action={logIn} button={account.logIn.button}>
          <EmailField value={email} onValue={setEmail} />
          <PasswordField value={password} onValue={setPassword} />
        </Form>
      </Card>
      <p class="row spread">
        <a href={href('/forgot-password')}>{account.logIn.forgot}</a>
        <a href={href(`/signup${query.to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`)}>
          {account.logIn.toSignUp}
        </a>
      </p>
      <LanguageChoice />
    </Page>
  );
}
