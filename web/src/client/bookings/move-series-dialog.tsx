import type { Series } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { instantAt, localText, momentText } from '../../time/times.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { faultOf } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

interface MoveSeriesDialogProps {
  readonly series: Series;
  readonly onMoved: (series: Series) => void;
  readonly onClose: () => void;
}

/** Moves a session of a series and all later ones by the same number of days, to another time. */
export function MoveSeriesDialog({ series, onMoved, onClose }: MoveSeriesDialogProps) {
  const { client, shell, words } = useTexts();
  const { zone } = useSession();
  const texts = client.series;
  const ahead = series.occurrences.flatMap(({ booking_id: id, starts_at: at, status }) =>
    id !== null && at !== null && new Date(at) > new Date() && (status === 'pending' || status === 'confirmed')
      ? [[String(id), momentText(new Date(at), zone, words)] as const]
      : [],
  );
  const [from, setFrom] = useState(ahead[0]?.[0] ?? '');
  const startOf = (id: string) => {
    const start = series.occurrences.find(({ booking_id: booking }) => String(booking) === id)?.starts_at;
    return start ? localText(new Date(start), zone) : '';
  };
  const [at, setAt] = useState(startOf(from));
  const move = useAction(async () => {
    const body = { from: Number(from), starts_at: instantAt(at, zone).toISOString() };
    onMoved(await api.seriesMove({ path: { id: series.id }, body }));
    onClose();
  });
  return (
    <Dialog title={texts.move} onClose={onClose}>
      <p class="muted">{texts.moveHint}</p>
      <Form action={move} button={texts.moveNow}>
        <SelectField
          label={texts.moveFrom}
          value={from}
          options={ahead}
          onValue={(id) => {
            setFrom(id);
            setAt(startOf(id));
          }}
        />
        <TextField
          label={texts.moveTo}
          hint={shell.zone(zone)}
          fault={faultOf(move.error, 'starts_at')}
          type="datetime-local"
          required
          value={at}
          onValue={setAt}
        />
      </Form>
    </Dialog>
  );
}
