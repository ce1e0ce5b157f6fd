import type { Role } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { useSessionState } from '../session/session.js';
import { href } from '../shell/href.js';
import { useTexts } from '../texts/texts.js';
import { browserZone } from '../time/times.js';
import { Card } from '../ui/card.js';
import { SelectField, TextField } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { Page } from '../ui/page.js';
import { faultOf } from '../ui/refusal.js';
import { useAction } from '../ui/use-action.js';
import { LanguageChoice } from './language-choice.js';
import { ownPath } from './log-in-page.js';
import { EmailField, NewPasswordField } from './account-fields.js';

export default function SignUpPage() {
  const { account } = useTexts();
  const { session, look, locale } = useSessionState();
  const { query, route } = useLocation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Exclude<Role, 'admin'>>('client');
  const signUp = useAction(async () => {
    await api.authSignUp({ body: { email, password, full_name: name, role, time_zone: browserZone() } });
    await api.ownAccountChangeSettings({ body: { locale } });
    await look();
  });
  useEffect(() => {
    if (session) route(href(ownPath(query.to)), true);
  }, [session]);
  return (
    <Page title={account.signUp.title} note={account.about} isNarrow>
      <Card>
        <Form action={signUp} button={account.signUp.button}>
          <SelectField
            label={account.signUp.role}
            value={role}
            onValue={setRole}
            options={[
              ['client', account.signUp.client],
              ['coach', account.signUp.coach],
            ]}
          />
          <TextField
            label={account.name}
            hint={account.nameHint}
            fault={faultOf(signUp.error, 'full_name')}
            autocomplete="name"
            required
            value={name}
            onValue={setName}
          />
          <EmailField fault={faultOf(signUp.error, 'email')} value={email} onValue={setEmail} />
          <NewPasswordField
            label={account.password}
            fault={faultOf(signUp.error, 'password')}
            value={password}
            onValue={setPassword}
          />
        </Form>
      </Card>
      <p>
        <a href={href('/login')}>{account.signUp.toLogIn}</a>
      </p>
      <LanguageChoice />
    </Page>
  );
}
