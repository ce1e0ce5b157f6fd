import { useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { href } from '../shell/href.js';
import { useTexts } from '../texts/texts.js';
import { Card } from '../ui/card.js';
import { Form } from '../ui/form.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { useAction } from '../ui/use-action.js';
import { EmailField } from './account-fields.js';

export default function ForgotPasswordPage() {
  const { account } = useTexts();
  const [email, setEmail] = useState('');
  const [isDone, setDone] = useState(false);
  const ask = useAction(async () => {
    await api.accountMailsAskReset({ body: { email } });
    setDone(true);
  });
  return (
    <Page title={account.forgot.title} isNarrow>
      <Card>
        {isDone ? (
          <Notice tone="good">{account.forgot.done}</Notice>
        ) : (
          <Form action={ask} button={account.forgot.button}>
            <p>{account.forgot.intro}</p>
            <EmailField value={email} onValue={setEmail} />
          </Form>
        )}
      </Card>
      <p>
        <a href={href('/login')}>{account.logIn.title}</a>
      </p>
    </Page>
  );
}
