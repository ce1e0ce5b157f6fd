import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { CheckField } from '../../ui/check-field.js';
import { PasswordField } from '../account-fields.js';

export function AccountRemoval() {
  const { settings } = useTexts();
  const { forget } = useSession();
  const [isAsking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const [confirm, setConfirm] = useState(false);
  const { removal } = settings;
  return (
    <Card title={removal.title}>
      <p>{removal.intro}</p>
      <div>
        <Button look="bad" onClick={() => setAsking(true)}>
          {removal.button}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={removal.question}
          button={removal.button}
          run={async () => {
            await api.ownAccountDelete({ body: { password, ...(confirm && { confirm }) } });
            forget();
          }}
          onClose={() => setAsking(false)}
        >
          <PasswordField label={settings.email.password} value={password} onValue={setPassword} />
          <CheckField label={removal.confirm} checked={confirm} onValue={setConfirm} />
        </ConfirmDialog>
      )}
    </Card>
  );
}
