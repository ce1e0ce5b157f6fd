import { useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { useTexts } from '../texts/texts.js';
import { LinkPage } from './link-page.js';
import { NewPasswordField } from './account-fields.js';

export default function ResetPasswordPage() {
  const { account } = useTexts();
  const [password, setPassword] = useState('');
  return (
    <LinkPage
      texts={account.reset}
      hasPassword
      send={(token) => api.accountMailsConfirmReset({ body: { token, new_password: password } })}
    >
      <NewPasswordField value={password} onValue={setPassword} />
    </LinkPage>
  );
}
