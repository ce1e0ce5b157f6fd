import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Loaded } from '../../ui/loaded.js';
import { faultOf, Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';
import { all } from '../read-all.js';
import { RemoveButton } from '../remove-button.js';
import { ConflictsCard } from './conflicts-card.js';
import { FeedsCard } from './feeds-card.js';

const TONES = { waiting: 'info', working: 'good', failing: 'bad' } as const;

/** Calendars that are kept elsewhere, and this one as others see it. */
export function CalendarsTab() {
  const { coach } = useTexts();
  const texts = coach.calendars;
  const calendars = useLoad((signal) => all(api.externalCalendarsList.each({ signal })), []);
  const google = useAction(async () => {
    location.assign((await api.googleStart()).url);
  });
  const refresh = useAction(async (id: string) => {
    await api.externalCalendarsRefresh({ path: { calendar_id: id } });
    calendars.reload();
  });
  return (
    <>
      <Card title={texts.outside}>
        <p class="muted">{texts.outsideHint}</p>
        <Loaded of={calendars} empty={texts.none}>
          {(rows) => (
            <ul class="rows">
              {rows.map(({ id, kind, description, host, state, fault, fetched_at, busy_times }) => {
                const name = description ?? (kind === 'google' ? texts.google : (host ?? ''));
                return (
                  <li key={id} class="stack tight">
                    <span class="row spread">
                      <span class="row">
                        <strong>{name}</strong> <Badge tone={TONES[state]}>{texts.states[state]}</Badge>
                      </span>
                      <span class="row">
                        {kind === 'feed' && (
                          <Button
                            look="quiet"
                            label={texts.refreshOf(name)}
                            isBusy={refresh.isBusy}
                            onClick={() => void refresh.run(id)}
                          >
                            {texts.refresh}
                          </Button>
                        )}
                        <RemoveButton
                          name={name}
                          hint={texts.removeHint}
                          remove={() =>
                            kind === 'google'
                              ? api.googleDisconnect()
                              : api.externalCalendarsRemove({ path: { calendar_id: id } })
                          }
                          onRemoved={calendars.reload}
                        />
                      </span>
                    </span>
                    <span class="muted small">
                      {texts.busy(busy_times)}
                      {fetched_at && (
                        <>
                          {' '}
                          · {texts.read} <When at={fetched_at} />
                        </>
                      )}
                    </span>
                    {fault && (
                      <span class="small" lang="en">
                        {fault}
                      </span>
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </Loaded>
        <Refusal error={refresh.error ?? google.error} />
        <ImportForm onAdded={calendars.reload} />
        {calendars.value?.every(({ kind }) => kind !== 'google') && (
          <div>
            <Button isBusy={google.isBusy} onClick={() => void google.run()}>
              {texts.connectGoogle}
            </Button>
          </div>
        )}
      </Card>
      <ConflictsCard />
      <FeedsCard />
    </>
  );
}

function ImportForm({ onAdded }: { readonly onAdded: () => void }) {
  const { coach, shell } = useTexts();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const add = useAction(async () => {
    await api.externalCalendarsAdd({ body: { url, ...(description && { description }) } });
    setUrl('');
    setDescription('');
    onAdded();
  });
  return (
    <Form action={add} button={coach.calendars.import}>
      <div class="columns">
        <TextField
          type="url"
          label={coach.calendars.address}
          hint={coach.calendars.addressHint}
          fault={faultOf(add.error, 'url')}
          required
          value={url}
          onValue={setUrl}
        />
        <TextField
          label={`${coach.calendars.description} (${shell.optional})`}
          maxLength={200}
          value={description}
          onValue={setDescription}
        />
      </div>
    </Form>
  );
}
