import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { dayOf, instantAt } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { faultOf, Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { FreeTimes } from '../times/free-times.js';
import type { BookingPartProps } from './booking-part.js';

interface MoveDialogProps extends BookingPartProps {
  readonly onClose: () => void;
}

/** Moves a booking: to another free time of the coach; a slot to any time. */
export function MoveDialog({ booking, onChanged, onClose }: MoveDialogProps) {
  const { client } = useTexts();
  const texts = client.move;
  const move = useAction(async (scheduledAt: string) => {
    await api.bookingsMove({ path: { id: booking.id }, body: { scheduled_at: scheduledAt } });
    onChanged();
    onClose();
  });
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {booking.scheduled_at !== null && (
        <p class="muted">
          {texts.now} <When at={booking.scheduled_at} until={booking.ends_at} />
        </p>
      )}
      {booking.session_type_id === null ? (
        <AnyTime run={move.run} isBusy={move.isBusy} error={move.error} />
      ) : (
        <FreeTimeOf booking={booking} run={move.run} isBusy={move.isBusy} error={move.error} />
      )}
    </Dialog>
  );
}

interface TimeProps {
  readonly run: (scheduledAt: string) => Promise<void>;
  readonly isBusy: boolean;
  readonly error: unknown;
}

function AnyTime({ run, error }: TimeProps) {
  const { client } = useTexts();
  const { zone } = useSession();
  const [at, setAt] = useState('');
  const form = useAction(() => run(instantAt(at, zone).toISOString()));
  return (
    <Form action={{ ...form, error }} button={client.move.button}>
      <TextField
        label={client.move.to}
        fault={faultOf(error, 'scheduled_at')}
        type="datetime-local"
        required
        value={at}
        onValue={setAt}
      />
    </Form>
  );
}

function FreeTimeOf({ booking, run, isBusy, error }: TimeProps & Pick<BookingPartProps, 'booking'>) {
  const { client } = useTexts();
  const { zone } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const coach = useLoad(
    (signal) => api.bookingsShowCoach({ path: { coach_id: booking.coach_id }, signal }),
    [booking.coach_id],
  );
  return (
    <>
      <Loaded of={coach}>
        {({ time_zone: coachZone }) => (
          <FreeTimes
            coachId={booking.coach_id}
            typeId={booking.session_type_id}
            coachZone={coachZone}
            from={booking.scheduled_at === null ? undefined : dayOf(new Date(booking.scheduled_at), zone)}
            chosen={chosen}
            onChoose={({ starts_at: at }) => setChosen(at)}
          />
        )}
      </Loaded>
      {chosen !== null && (
        <div class="dialog-end stack tight" role="status">
          <p>
            {client.move.to} <When at={chosen} />
          </p>
          <Refusal error={error} />
          <div>
            <Button look="main" isBusy={isBusy} onClick={() => void run(chosen)}>
              {client.move.button}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
