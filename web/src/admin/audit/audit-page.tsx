import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useAction } from '../../ui/use-action.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { AuditEntries } from './audit-entries.js';

const NO_FILTERS = { actor: '', subject: '', from: '', to: '' };

/** What admins changed, by whom, of whom and when. */
export default function AuditPage() {
  const { audit } = useTexts().admin;
  const [query] = useQuery();
  const { actor, subject, from, to } = { ...NO_FILTERS, ...query };
  const list = useList(
    (cursor, signal) =>
      api.adminAuditList.page({
        query: {
          limit: 20,
          ...(actor !== '' && { actor_id: Number(actor) }),
          ...(subject !== '' && { subject_id: Number(subject) }),
          // Days of UTC, as the server counts them: both are included.
          ...(from !== '' && { from: `${from}T00:00:00Z` }),
          ...(to !== '' && { to: `${to}T23:59:59.999Z` }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [actor, subject, from, to],
  );
  return (
    <Page title={audit.title} note={audit.note}>
      <Card>
        <Filters key={JSON.stringify([actor, subject, from, to])} />
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

function Filters() {
  const { audit } = useTexts().admin;
  const [query, change] = useQuery();
  const [chosen, setChosen] = useState({ ...NO_FILTERS, ...query });
  const show = useAction(() => {
    change(chosen);
    return Promise.resolve();
  });
  const set = (name: keyof typeof NO_FILTERS) => (value: string) => setChosen({ ...chosen, [name]: value });
  return (
    <Form
      action={show}
      button={audit.filter}
      others={<Button onClick={() => change(NO_FILTERS)}>{audit.reset}</Button>}
    >
      <div class="columns">
        <TextField label={audit.actor} type="number" min={1} value={chosen.actor} onValue={set('actor')} />
        <TextField label={audit.subject} type="number" min={1} value={chosen.subject} onValue={set('subject')} />
        <TextField label={audit.from} type="date" value={chosen.from} onValue={set('from')} />
        <TextField label={audit.to} type="date" value={chosen.to} onValue={set('to')} />
      </div>
    </Form>
  );
}
