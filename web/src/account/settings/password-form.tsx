import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf, Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useSession } from '../../session/session.js';
import { NewPasswordField, PasswordField } from '../account-fields.js';

export function PasswordForm() {
  const { settings } = useTexts();
  const { forget } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isDone, setDone] = useState(false);
  const change = useAction(async () => {
    setDone(false);
    await api.authChangePassword({ body: { current_password: current, new_password: next } });
    setCurrent('');
    setNext('');
    setDone(true);
  });
  const everywhere = useAction(async () => {
    await api.authLogOutEverywhere();
    forget();
  });
  const { password } = settings;
  return (
    <Card title={password.title}>
      <Form action={change} button={password.change}>
        <PasswordField
          label={password.current}
          fault={faultOf(change.error, 'current_password')}
          value={current}
          onValue={setCurrent}
        />
        <NewPasswordField fault={faultOf(change.error, 'new_password')} value={next} onValue={setNext} />
        {isDone && <Notice tone="good">{password.changed}</Notice>}
      </Form>
      <Refusal error={everywhere.error} />
      <div>
        <Button isBusy={everywhere.isBusy} onClick={() => void everywhere.run()}>
          {password.logOutAll}
        </Button>
      </div>
    </Card>
  );
}
