import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Page } from '../../ui/page.js';
import { AccountRemoval } from './account-removal.js';
import { DataExport } from './data-export.js';
import { EmailForm } from './email-form.js';
import { PasswordForm } from './password-form.js';
import { PreferencesForm } from './preferences-form.js';
import { ProfileForm } from './profile-form.js';

export default function SettingsPage() {
  const { settings } = useTexts();
  const { me } = useSession();
  return (
    <Page title={settings.title} note={`${me.full_name} · ${me.email}`}>
      <div class="columns">
        <div class="stack">
          <PreferencesForm />
          <EmailForm />
          <PasswordForm />
          <DataExport />
          <AccountRemoval />
        </div>
        {me.role !== 'admin' && <ProfileForm />}
      </div>
    </Page>
  );
}
