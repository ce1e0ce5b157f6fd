import { Problem } from '@vibe-coaching/client';
import { useEffect } from 'preact/hooks';
import type { PageProps } from '../route.js';
import { api } from '../session/api.js';
import { useTexts } from '../texts/texts.js';
import { LinkButton } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { Refusal } from '../ui/refusal.js';
import { useLoad } from '../ui/use-load.js';

const AGAIN_MS = 30_000;

/** The page that mails and calendars of video sessions link to: leads into the room once it is open, and looks again until then. */
export default function JoinPage({ params }: PageProps) {
  const { account } = useTexts();
  const id = Number(params.booking);
  const { value, error, reload } = useLoad((signal) => api.videoEnter({ path: { id }, signal }), [id]);
  const isForeign = error instanceof Problem && (error.status === 403 || error.status === 404);
  useEffect(() => {
    if (error === undefined || isForeign) return;
    const later = setTimeout(reload, AGAIN_MS);
    return () => clearTimeout(later);
  }, [error]);
  return (
    <Page title={account.join.title} isNarrow>
      <Card>
        {value && (
          <>
            <Notice tone="good">{account.join.open}</Notice>
            <div>
              <LinkButton look="main" href={value.join_url} isOutside>
                {account.join.button}
              </LinkButton>
            </div>
          </>
        )}
        {isForeign ? <Notice tone="bad">{account.join.foreign}</Notice> : <Refusal error={error} />}
      </Card>
    </Page>
  );
}
