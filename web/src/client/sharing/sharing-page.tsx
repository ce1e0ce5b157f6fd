import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { useList } from '../../ui/use-list.js';
import { AccessLog } from './access-log.js';
import { SharedCoach } from './shared-coach.js';

/** What a client shares with each coach, and who looked. */
export default function SharingPage() {
  const { client } = useTexts();
  const coaches = useList(
    (cursor, signal) => api.clientCoachesList.page({ query: { limit: 20, ...(cursor && { cursor }) }, signal }),
    [],
  );
  return (
    <Page title={client.sharing.title} note={client.sharing.note}>
      <Loaded of={coaches} empty={client.sharing.none}>
        {(found) => (
          <div class="columns">
            {found.map((coach) => (
              <SharedCoach key={coach.coach_id} coach={coach} onEnded={coaches.reload} />
            ))}
          </div>
        )}
      </Loaded>
      <More of={coaches} />
      <AccessLog />
    </Page>
  );
}
