import type { Pack } from '@vibe-coaching/client';
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
import { PackForm } from './pack-form.js';

/** Several sessions for one price. */
export function PacksTab() {
  const { coach, shell } = useTexts();
  const { settings } = useSession();
  const packs = useLoad((signal) => all(api.coachPacksList.each({ signal })), []);
  const types = useLoad((signal) => all(api.sessionTypesList.each({ signal })), []);
  const [editing, setEditing] = useState<Pack | 'new' | null>(null);
  const close = () => setEditing(null);
  return (
    <Card
      title={coach.offers.packs}
      actions={
        <Button look="main" onClick={() => setEditing('new')}>
          {coach.offers.newPack}
        </Button>
      }
    >
      <Loaded of={packs} empty={coach.offers.noPacks}>
        {(rows) => (
          <ul class="rows">
            {rows.map((pack) => (
              <li key={pack.id} class="row spread">
                <div>
                  <span class="row">
                    <strong>{pack.name}</strong>
                    {!pack.is_active && <Badge>{coach.offers.off}</Badge>}
                  </span>
                  <span class="muted small">
                    {coach.offers.sessions(pack.sessions)} ·{' '}
                    {moneyText(pack.price.amount_minor, pack.price.currency, settings.locale)} ·{' '}
                    {pack.valid_days === null ? coach.offers.forEver : coach.offers.validFor(pack.valid_days)}
                  </span>
                </div>
                <span class="row">
                  <Button look="quiet" label={coach.editOf(pack.name)} onClick={() => setEditing(pack)}>
                    {shell.edit}
                  </Button>
                  <RemoveButton
                    name={pack.name}
                    hint={coach.offers.removePackHint}
                    remove={() => api.coachPacksRemove({ path: { id: pack.id } })}
                    onRemoved={packs.reload}
                  />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing && (
        <Dialog title={editing === 'new' ? coach.offers.newPack : editing.name} onClose={close}>
          <PackForm
            pack={editing === 'new' ? null : editing}
            types={types.value ?? []}
            onSaved={() => {
              close();
              packs.reload();
            }}
          />
        </Dialog>
      )}
    </Card>
  );
}
