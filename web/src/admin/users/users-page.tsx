import type { Role, User, UserSort } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { UserStates } from './user-states.js';

/** Everybody, found by name, role and state. */
export default function UsersPage() {
  const { admin, shell } = useTexts();
  const [{ q = '', role = '', active = '', verified = '', sort = '' }] = useQuery();
  const list = useList(
    (cursor, signal) =>
      api.adminUsersList.page({
        query: {
          ...{ count: true, limit: 25 },
          ...(q !== '' && { q }),
          ...(role !== '' && { role: role as Role }),
          ...(active !== '' && { is_active: active === 'yes' }),
          ...(verified !== '' && { is_verified: verified === 'yes' }),
          ...(sort !== '' && { sort: sort as UserSort }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [q, role, active, verified, sort],
  );
  const columns = [
    { title: admin.users.name, cell: ({ id, full_name }: User) => <a href={href(`/users/${id}`)}>{full_name}</a> },
    { title: admin.users.email, cell: ({ email }: User) => email },
    { title: admin.users.role, cell: (user: User) => shell.roles[user.role] },
    { title: admin.users.state, cell: (user: User) => <UserStates of={user} /> },
  ];
  return (
    <Page title={admin.users.title}>
      <Card>
        <Filters />
      </Card>
      <Card>
        <Loaded of={list} empty={<p>{admin.users.none}</p>}>
          {(found) => (
            <>
              <p class="muted" role="status">
                {admin.users.total(list.total ?? String(found.length))}
              </p>
              <DataTable
                title={admin.users.title}
                isTitleHidden
                columns={columns}
                rows={found}
                keyOf={({ id }) => id}
              />
              <More of={list} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

/** The search waits for its button; the others work at once. */
function Filters() {
  const { admin, shell } = useTexts();
  const { users } = admin;
  const [query, change] = useQuery();
  const [q, setQ] = useState(query['q'] ?? '');
  const search = useAction(() => {
    change({ q: q.trim() });
    return Promise.resolve();
  });
  const all = ['', shell.all] as const;
  const select = (
    name: 'role' | 'active' | 'verified' | 'sort',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <SelectField
      label={label}
      value={query[name] ?? ''}
      options={options}
      onValue={(value) => change({ [name]: value })}
    />
  );
  return (
    <Form action={search} button={shell.search}>
      <div class="columns">
        <TextField label={users.search} type="search" value={q} onValue={setQ} maxLength={100} />
        {select('role', users.role, [all, ...Object.entries(shell.roles)])}
        {select('active', users.state, [all, ['yes', users.active], ['no', users.inactive]])}
        {select('verified', users.approval, [all, ['yes', users.verified], ['no', users.unverified]])}
        {select('sort', users.sort, [
          ['', users.newest],
          ['full_name', users.byName],
        ])}
      </div>
    </Form>
  );
}
