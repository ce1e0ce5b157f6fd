import { api } from '../session/api.js';
import { useTexts } from '../texts/texts.js';
import { LinkPage } from './link-page.js';

export default function ChangeEmailPage() {
  return (
    <LinkPage
      texts={useTexts().account.changeEmail}
      send={(token) => api.accountMailsConfirmEmail({ body: { token } })}
    />
  );
}
