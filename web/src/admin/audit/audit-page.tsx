import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { Filters, momentsOf } from '../filters.js';
import { AuditEntries } from './audit-entries.js';

/** What admins changed, by whom, of whom and when. */
export default function AuditPage() {
  const { audit, filters } = useTexts().admin;
  const [{ actor, subject, from, to }] = useQuery();
  const list = useList(
    (cursor, signal) =>
      api.adminAuditList.page({
        query: {
          limit: 20,
          ...(actor && { actor_id: Number(actor) }),
          ...(subject && { subject_id: Number(subject) }),
          ...momentsOf(from, to),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [actor, subject, from, to],
  );
  return (
    <Page title={audit.title} note={audit.note}>
      <Card>
        <Filters
          of={[
            ['actor', audit.actor, 'number'],
            ['subject', audit.subject, 'number'],
            ['from', filters.from, 'date'],
            ['to', filters.to, 'date'],
          ]}
        />
      </Card>
      <Card>
        <Loaded of={list} empty={<p>{audit.none}</p>}>
          {(entries) => (
            <>
              <AuditEntries of={entries} />
              <More of={list} />
            </>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
