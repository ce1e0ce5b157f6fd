import type { ChangeUser, User } from '@vibe-coaching/client';
import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

interface UserActionsProps {
  readonly user: User;
  readonly onChange: (user: User) => void;
}

/** Approves coaches, deactivates and deletes. Nobody does the last two to themselves here. */
export function UserActions({ user, onChange }: UserActionsProps) {
  const { users } = useTexts().admin;
  const { me } = useSession();
  const { route } = useLocation();
  const [asked, setAsked] = useState<'deactivate' | 'remove' | null>(null);
  const change = async (body: ChangeUser) => onChange(await api.adminUsersChange({ path: { user_id: user.id }, body }));
  const verify = useAction(() => change({ is_verified: !user.is_verified }));
  const activate = useAction(() => change({ is_active: true }));
  const close = () => setAsked(null);
  return (
    <>
      <Refusal error={verify.error ?? activate.error} />
      {user.role === 'coach' && (
        <Button look={user.is_verified ? 'plain' : 'main'} isBusy={verify.isBusy} onClick={() => void verify.run()}>
          {user.is_verified ? users.unverify : users.verify}
        </Button>
      )}
      {!user.is_active && (
        <Button isBusy={activate.isBusy} onClick={() => void activate.run()}>
          {users.activate}
        </Button>
      )}
      {user.id !== me.id && (
        <>
          {user.is_active && <Button onClick={() => setAsked('deactivate')}>{users.deactivate}</Button>}
          <Button look="bad" onClick={() => setAsked('remove')}>
            {users.remove}
          </Button>
        </>
      )}
      {asked === 'deactivate' && (
        <ConfirmDialog
          title={users.deactivateTitle(user.full_name)}
          button={users.deactivate}
          run={() => change({ is_active: false })}
          onClose={close}
        >
          <p>{users.deactivateHint}</p>
        </ConfirmDialog>
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          title={users.removeTitle(user.full_name)}
          button={users.remove}
          run={async () => {
            await api.adminUsersDelete({ path: { user_id: user.id } });
            route(href('/users'));
          }}
          onClose={close}
        >
          <p>{users.removeHint}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
