import type { Export } from '@vibe-coaching/client';
import { useEffect } from 'preact/hooks';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { useNotifications } from '../../notifications/notifications.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { saveFile } from '../../ui/save-file.js';
import { useAction } from '../../ui/use-action.js';
import { useLoad } from '../../ui/use-load.js';
import { When } from '../../ui/when.js';

/** A file with all data: asked for, made by the server, downloaded. */
export function DataExport() {
  const { settings } = useTexts();
  const { fresh } = useNotifications();
  const state = useLoad((signal) => api.exportsShow({ signal }), []);
  const ask = useAction(async () => state.replace(await api.exportsRequest()));
  const isReady = fresh[0]?.type === 'account.export-ready';
  useEffect(() => {
    if (isReady) state.reload();
  }, [isReady]);
  const { data } = settings;
  return (
    <Card title={data.title}>
      <p>{data.intro}</p>
      <Loaded of={state}>
        {(found) => (
          <>
            <State of={found} />
            {found.next_request_at === null ? (
              found.state !== 'waiting' && (
                <div>
                  <Button isBusy={ask.isBusy} onClick={() => void ask.run()}>
                    {data.ask}
                  </Button>
                </div>
              )
            ) : (
              <p class="muted small">
                {data.next} <When at={found.next_request_at} />
              </p>
            )}
          </>
        )}
      </Loaded>
      <Refusal error={ask.error} />
    </Card>
  );
}

function State({ of: { state, expires_at } }: { readonly of: Export }) {
  const { data } = useTexts().settings;
  const open = useAction(async () => saveFile(await api.exportsOpen(), 'vibe-coaching-data.zip'));
  if (state === 'waiting') return <Notice>{data.waiting}</Notice>;
  if (state === 'failed') return <Notice tone="bad">{data.failed}</Notice>;
  if (state === 'none' || expires_at === null) return null;
  return (
    <div class="stack tight">
      <p>
        {data.ready} <When at={expires_at} />
      </p>
      <div>
        <Button look="main" isBusy={open.isBusy} onClick={() => void open.run()}>
          {data.download}
        </Button>
      </div>
      <Refusal error={open.error} />
    </div>
  );
}
