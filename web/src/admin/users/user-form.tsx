import type { Role, User } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

interface UserFormProps {
  readonly user: User;
  readonly onChange: (user: User) => void;
}

/** Changes name, email and role. */
export function UserForm({ user, onChange }: UserFormProps) {
  const { admin, shell } = useTexts();
  const [fullName, setFullName] = useState(user.full_name);
  const [email, setEmail] = useState(user.email);
  const [role, setRole] = useState<Role>(user.role);
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    // Only what changed: each field of the request is a change of its own.
    const body = {
      ...(fullName !== user.full_name && { full_name: fullName }),
      ...(email !== user.email && { email }),
      ...(role !== user.role && { role }),
    };
    if (Object.keys(body).length > 0) onChange(await api.adminUsersChange({ path: { user_id: user.id }, body }));
    setSaved(true);
  });
  return (
    <Form action={save} button={shell.save}>
      <TextField
        label={admin.users.name}
        required
        maxLength={100}
        value={fullName}
        onValue={setFullName}
        fault={faultOf(save.error, 'full_name')}
      />
      <TextField
        label={admin.users.email}
        type="email"
        required
        autocomplete="off"
        value={email}
        onValue={setEmail}
        fault={faultOf(save.error, 'email')}
      />
      <SelectField
        label={admin.users.role}
        value={role}
        options={Object.entries(shell.roles) as [Role, string][]}
        onValue={setRole}
      />
      {isSaved && <Notice tone="good">{admin.users.saved}</Notice>}
    </Form>
  );
}
