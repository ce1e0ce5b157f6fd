import type { User } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';

/** Whether somebody may log in, and of coaches whether an admin has approved them. */
export function UserStates({ of }: { readonly of: Pick<User, 'role' | 'is_active' | 'is_verified'> }) {
  const { users } = useTexts().admin;
  return (
    <span class="row">
      <Badge tone={of.is_active ? 'good' : 'bad'}>{of.is_active ? users.active : users.inactive}</Badge>
      {of.role === 'coach' && (
        <Badge tone={of.is_verified ? 'quiet' : 'wait'}>{of.is_verified ? users.verified : users.unverified}</Badge>
      )}
    </span>
  );
}
