import type { ListedClient } from '@vibe-coaching/client';
import { useState } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';

interface BlockButtonProps {
  readonly client: ListedClient;
  readonly onChanged: () => void;
}

/** Takes no new bookings of a client, or takes them again. */
export function BlockButton({ client, onChanged }: BlockButtonProps) {
  const { coach } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const path = { client_id: client.id };
  const button = client.is_blocked ? coach.clients.unblock : coach.clients.block;
  return (
    <>
      <Button look={client.is_blocked ? 'plain' : 'bad'} onClick={() => setAsking(true)}>
        {button}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={button}
          button={button}
          look={client.is_blocked ? 'main' : 'bad'}
          run={async () => {
            await (client.is_blocked ? api.clientPairsUnblock({ path }) : api.clientPairsBlock({ path }));
            onChanged();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{client.is_blocked ? coach.clients.unblockHint : coach.clients.blockHint}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
