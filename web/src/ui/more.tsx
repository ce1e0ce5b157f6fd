import { useTexts } from '../texts/texts.js';
import { Button } from './button.js';
import { Refusal } from './refusal.js';
import { useAction } from './use-action.js';
import type { List } from './use-list.js';

/** The button that reads the next page of a list. */
export function More({ of: { more } }: { readonly of: Pick<List<unknown>, 'more'> }) {
  const { shell } = useTexts();
  const { run, isBusy, error } = useAction(async () => more?.());
  if (more === null) return null;
  return (
    <div class="stack tight">
      <Refusal error={error} />
      <div>
        <Button isBusy={isBusy} onClick={() => void run()}>
          {shell.more}
        </Button>
      </div>
    </div>
  );
}
