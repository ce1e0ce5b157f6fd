import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { TextArea } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';

/** What the coach writes down about a client. */
export function NotesCard({ clientId }: { readonly clientId: number }) {
  const { coach } = useTexts();
  const notes = useLoad((signal) => api.clientPairsShowNotes({ path: { client_id: clientId }, signal }), [clientId]);
  return (
    <Card title={coach.clients.notes}>
      <Loaded of={notes}>{({ notes: text }) => <NotesForm clientId={clientId} saved={text ?? ''} />}</Loaded>
    </Card>
  );
}

interface NotesFormProps {
  readonly clientId: number;
  readonly saved: string;
}

function NotesForm({ clientId, saved }: NotesFormProps) {
  const { coach, shell } = useTexts();
  const [notes, setNotes] = useState(saved);
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    setSaved(false);
    await api.clientPairsWriteNotes({ path: { client_id: clientId }, body: { notes: notes || null } });
    setSaved(true);
  });
  return (
    <Form action={save} button={shell.save}>
      <TextArea
        label={coach.clients.notesText}
        hint={coach.clients.notesHint}
        fault={faultOf(save.error, 'notes')}
        rows={5}
        maxLength={10_000}
        value={notes}
        onValue={setNotes}
      />
      {isSaved && <Notice tone="good">{shell.saved}</Notice>}
    </Form>
  );
}
