import type { User } from '@vibe-coaching/client';
import type { PageProps } from '../../route.js';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Facts } from '../../ui/facts.js';
import { Loaded } from '../../ui/loaded.js';
import { Page } from '../../ui/page.js';
import { useLoad } from '../../ui/use-load.js';
import { AuditEntries } from '../audit/audit-entries.js';
import { UserActions } from './user-actions.js';
import { UserBookings } from './user-bookings.js';
import { UserForm } from './user-form.js';
import { UserStates } from './user-states.js';

/** One person: who they are, what they booked, and what admins changed of them. */
export default function UserPage({ params }: PageProps) {
  const { admin, shell } = useTexts();
  const id = Number(params['id']);
  const user = useLoad((signal) => api.adminUsersShow({ path: { user_id: id }, signal }), [id]);
  return (
    <Page
      title={user.value?.full_name ?? admin.users.profile}
      note={
        <span class="row">
          {user.value && <UserStates of={user.value} />}
          <a href={href('/users')}>{admin.users.toAll}</a>
          {user.value && user.value.role !== 'admin' && (
            <a href={href(`/payments?${user.value.role}=${id}`)}>{shell.pages.payments}</a>
          )}
        </span>
      }
      actions={user.value && <UserActions user={user.value} onChange={user.replace} />}
    >
      <Loaded of={user}>
        {(found) => (
          <>
            <div class="columns">
              <Profile of={found} />
              <Card title={admin.users.edit}>
                <UserForm key={found.id} user={found} onChange={user.replace} />
              </Card>
            </div>
            {found.role !== 'admin' && <UserBookings user={found} />}
            <UserAudit user={found} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Profile({ of }: { readonly of: User }) {
  const { admin, shell } = useTexts();
  const { users } = admin;
  return (
    <Card title={users.profile}>
      <Facts
        of={[
          [users.email, of.email],
          [users.role, shell.roles[of.role]],
          [users.age, of.age],
          [users.goals, of.target_goals],
          [users.specialties, of.specialties],
          [users.certifications, of.certifications],
          [users.experience, of.experience],
        ]}
      />
    </Card>
  );
}

/** Read again after each change on this page. */
function UserAudit({ user }: { readonly user: User }) {
  const { users } = useTexts().admin;
  const changes = useLoad(
    (signal) => api.adminAuditList({ query: { subject_id: user.id, limit: 20 }, signal }),
    [user],
  );
  return (
    <Card title={users.audit}>
      <Loaded of={changes} empty={<p>{users.noAudit}</p>}>
        {(entries) => <AuditEntries of={entries} />}
      </Loaded>
    </Card>
  );
}
