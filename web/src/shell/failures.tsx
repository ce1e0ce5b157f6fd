import type { Role } from '@vibe-coaching/client';
import { useTexts } from '../texts/texts.js';
import { Button, LinkButton } from '../ui/button.js';
import { Page } from '../ui/page.js';
import { Refusal } from '../ui/refusal.js';
import { href } from './href.js';

export function NotFoundPage() {
  const { shell } = useTexts();
  return (
    <Page title={shell.notFound} isNarrow>
      <p>{shell.notFoundHint}</p>
      <ToHome />
    </Page>
  );
}

export function WrongRolePage({ role }: { readonly role: Role }) {
  const { shell } = useTexts();
  return (
    <Page title={shell.notFound} isNarrow>
      <p>{shell.wrongRole(shell.roles[role])}</p>
      <ToHome />
    </Page>
  );
}

/** A page that failed in the browser: a fault of ours. */
export function BrokenPage() {
  const { shell } = useTexts();
  return (
    <Page title={shell.failed} isNarrow>
      <p>{shell.broken}</p>
      <div>
        <Button look="main" onClick={() => location.reload()}>
          {shell.reload}
        </Button>
      </div>
    </Page>
  );
}

/** Nothing can be shown: it is not known who is there. */
export function UnreachablePage({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { shell } = useTexts();
  return (
    <Page title={shell.failed} isNarrow>
      <Refusal error={error} />
      <div>
        <Button look="main" onClick={onRetry}>
          {shell.retry}
        </Button>
      </div>
    </Page>
  );
}

function ToHome() {
  const { shell } = useTexts();
  return (
    <div>
      <LinkButton look="main" href={href('/')}>
        {shell.toHome}
      </LinkButton>
    </div>
  );
}
