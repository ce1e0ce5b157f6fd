import { useState } from 'preact/hooks';
import { useTexts } from '../../texts/texts.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';

interface RowActionsProps {
  /** What is changed or deleted. */
  readonly name: string;
  readonly onEdit: () => void;
  readonly remove: () => Promise<unknown>;
  readonly onRemoved: () => void;
}

/** Changes or deletes a row; deleting asks first. */
export function RowActions({ name, onEdit, remove, onRemoved }: RowActionsProps) {
  const { client, shell } = useTexts();
  const [isAsking, setAsking] = useState(false);
  return (
    <div class="row">
      <Button look="quiet" label={`${shell.edit}: ${name}`} onClick={onEdit}>
        {shell.edit}
      </Button>
      <Button look="quiet" label={`${shell.remove}: ${name}`} onClick={() => setAsking(true)}>
        {shell.remove}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={client.logs.remove}
          button={shell.remove}
          run={async () => {
            await remove();
            onRemoved();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{name}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
