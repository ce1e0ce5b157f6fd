import { api } from '../session/api.js';
import { useTexts } from '../texts/texts.js';
import { LinkPage } from './link-page.js';

export default function VerifyEmailPage() {
  return <LinkPage texts={useTexts().account.verify} send={(token) => api.accountMailsVerify({ body: { token } })} />;
}
