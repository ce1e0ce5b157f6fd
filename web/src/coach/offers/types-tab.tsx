import type { SessionType } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { useLoad } from '../../ui/use-load.js';
import { all } from '../read-all.js';
import { RemoveButton } from '../remove-button.js';
import { TypeForm } from './type-form.js';

export function TypesTab() {
  const { coach, shell } = useTexts();
  const types = useLoad((signal) => all(api.sessionTypesList.each({ signal })), []);
  const [editing, setEditing] = useState<SessionType | 'new' | null>(null);
  const close = () => setEditing(null);
  return (
    <Card
      title={coach.offers.types}
      actions={
        <Button look="main" onClick={() => setEditing('new')}>
          {coach.offers.newType}
        </Button>
      }
    >
      <Loaded of={types} empty={coach.offers.noTypes}>
        {(rows) => (
          <ul class="rows">
            {rows.map((type) => (
              <li key={type.id} class="row spread">
                <TypeText type={type} />
                <span class="row">
                  <Button look="quiet" label={coach.editOf(type.name)} onClick={() => setEditing(type)}>
                    {shell.edit}
                  </Button>
                  <RemoveButton
                    name={type.name}
                    hint={coach.offers.removeTypeHint}
                    remove={() => api.sessionTypesRemove({ path: { id: type.id } })}
                    onRemoved={types.reload}
                  />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing && (
        <Dialog title={editing === 'new' ? coach.offers.newType : editing.name} onClose={close}>
          <TypeForm
            type={editing === 'new' ? null : editing}
            onSaved={() => {
              close();
              types.reload();
            }}
          />
        </Dialog>
      )}
    </Card>
  );
}

function TypeText({ type }: { readonly type: SessionType }) {
  const { coach, shell } = useTexts();
  const { settings } = useSession();
  const { name, minutes, capacity, location_kind, location, price, payment, is_active } = type;
  return (
    <div>
      <span class="row">
        <strong>{name}</strong>
        {!is_active && <Badge>{coach.offers.off}</Badge>}
        {capacity > 1 && <Badge tone="info">{coach.offers.group(capacity)}</Badge>}
      </span>
      <span class="muted small">
        {[
          shell.minutes(minutes),
          location ?? coach.offers.places[location_kind],
          price === null ? coach.offers.terms.free : moneyText(price.amount_minor, price.currency, settings.locale),
          ...(price === null ? [] : [coach.offers.terms[payment]]),
        ].join(' · ')}
      </span>
    </div>
  );
}
