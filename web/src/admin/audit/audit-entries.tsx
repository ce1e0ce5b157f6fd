import type { AdminAuditEntry } from '@vibe-coaching/client';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { DataTable } from '../../ui/data-table.js';
import { When } from '../../ui/when.js';
import './audit.css';

/** Changes by admins, each with what was before and what is after it. */
export function AuditEntries({ of }: { readonly of: readonly AdminAuditEntry[] }) {
  return (
    <ul class="audit">
      {of.map((entry) => (
        <li key={entry.id} class="stack tight">
          <Deed entry={entry} />
          <Changes entry={entry} />
        </li>
      ))}
    </ul>
  );
}

function Deed({ entry }: { readonly entry: AdminAuditEntry }) {
  const { audit } = useTexts().admin;
  const { at, actor_id, actor_name, what, action, record_id, subject_id, subject_name } = entry;
  const number = record_id === null ? '' : ` ${record_id}`;
  return (
    <p class="row">
      <b>
        {audit.actions[action]}: {audit.things[what]}
        {number}
      </b>
      {what !== 'user' && subject_id !== null && subject_name !== null && (
        <a href={href(`/users/${subject_id}`)}>{audit.about(subject_name)}</a>
      )}
      {what === 'user' && subject_name !== null && <a href={href(`/users/${subject_id}`)}>{subject_name}</a>}
      <span class="muted small">
        <When at={at} /> · <a href={href(`/users/${actor_id}`)}>{actor_name}</a>
      </span>
    </p>
  );
}

function Changes({ entry: { id, before, after } }: { readonly entry: AdminAuditEntry }) {
  const { audit } = useTexts().admin;
  const was: Readonly<Record<string, unknown>> = before ?? {};
  const is: Readonly<Record<string, unknown>> = after ?? {};
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  if (fields.length === 0) return <p class="muted small">{audit.noChange}</p>;
  return (
    <DataTable
      title={`${audit.title} ${id}`}
      isTitleHidden
      columns={[
        { title: audit.field, cell: (field: string) => field },
        { title: audit.before, cell: (field: string) => <Value of={was[field]} /> },
        { title: audit.after, cell: (field: string) => <Value of={is[field]} /> },
      ]}
      rows={fields}
      keyOf={(field) => field}
    />
  );
}

/** As the API writes instants. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function Value({ of }: { readonly of: unknown }) {
  const { shell } = useTexts();
  if (of === undefined || of === null) return <>–</>;
  if (typeof of === 'boolean') return <>{of ? shell.yes : shell.no}</>;
  if (typeof of !== 'string') return <>{JSON.stringify(of)}</>;
  return INSTANT.test(of) ? <When at={of} /> : <>{of}</>;
}
