import { useState } from 'preact/hooks';
import { api } from '../session/api.js';
import { useTexts } from '../texts/texts.js';
import { TextField } from '../ui/field.js';
import { LinkPage } from './link-page.js';

export default function ResetPasswordPage() {
  const { account } = useTexts();
  const [password, setPassword] = useState('');
  return (
    <LinkPage
      texts={account.reset}
      hasPassword
      send={(token) => api.accountMailsConfirmReset({ body: { token, new_password: password } })}
    >
      <TextField
        label={account.newPassword}
        hint={account.passwordHint}
        type="password"
        autocomplete="new-password"
        required
        minLength={8}
        maxLength={128}
        value={password}
        onValue={setPassword}
      />
    </LinkPage>
  );
}
