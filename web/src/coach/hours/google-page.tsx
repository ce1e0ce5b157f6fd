import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { LinkButton } from '../../ui/button.js';
import { Page } from '../../ui/page.js';
import { Refusal } from '../../ui/refusal.js';
import { useAction } from '../../ui/use-action.js';

/** Google leads here after it has asked for permission. Its code works once, so it is sent once. */
export default function GooglePage() {
  const { coach, shell } = useTexts();
  const { query, route } = useLocation();
  const { code, state } = query;
  const calendars = href('/hours?tab=calendars');
  const finish = useAction(async (given: { readonly code: string; readonly state: string }) => {
    await api.googleFinish({ body: given });
    route(calendars, true);
  });
  useEffect(() => {
    if (code !== undefined && state !== undefined) void finish.run({ code, state });
  }, []);
  return (
    <Page title={coach.calendars.google} isNarrow>
      {code === undefined || state === undefined ? (
        <p>{coach.calendars.notConnected}</p>
      ) : (
        finish.isBusy && <p role="status">{shell.working}</p>
      )}
      <Refusal error={finish.error} />
      <div>
        <LinkButton href={calendars}>{coach.calendars.toCalendars}</LinkButton>
      </div>
    </Page>
  );
}
