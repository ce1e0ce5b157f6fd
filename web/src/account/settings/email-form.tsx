import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf, Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { EmailField, PasswordField } from '../account-fields.js';

export function EmailForm() {
  const { settings } = useTexts();
  const { me } = useSession();
  const [newEmail, setNewEmail] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const send = useAction(async () => {
    await api.accountMailsAskVerification();
    setDone(settings.email.sent);
  });
  const change = useAction(async () => {
    await api.accountMailsAskEmail({ body: { new_email: newEmail, password } });
    setPassword('');
    setNewEmail('');
    setDone(settings.email.changeSent);
  });
  const { email } = settings;
  return (
    <Card title={email.title}>
      {me.email_verified_at === null ? (
        <div class="row spread">
          <p>{email.unverified}</p>
          <Button isBusy={send.isBusy} onClick={() => void send.run()}>
            {email.send}
          </Button>
        </div>
      ) : (
        <p class="muted">{email.verified}</p>
      )}
      <Refusal error={send.error} />
      <Form action={change} button={email.change}>
        <EmailField
          isNew
          label={email.newEmail}
          fault={faultOf(change.error, 'new_email')}
          value={newEmail}
          onValue={setNewEmail}
        />
        <PasswordField
          label={email.password}
          fault={faultOf(change.error, 'password')}
          value={password}
          onValue={setPassword}
        />
      </Form>
      {done !== null && <Notice tone="good">{done}</Notice>}
    </Card>
  );
}
