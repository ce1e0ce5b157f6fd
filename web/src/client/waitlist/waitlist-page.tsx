import { api } from '../../session/api.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { LinkButton } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import '../coach/offers.css';
import { WaitingEntry } from './waiting-entry.js';

/** What a client waits for, and what is offered to them. */
export default function WaitlistPage() {
  const { client } = useTexts();
  const texts = client.waitlist;
  const [{ show }, change] = useQuery();
  const isOver = show === 'over';
  const entries = useList(
    (cursor, signal) =>
      api.waitlistList.page({
        query: {
          status: isOver ? ['booked', 'left', 'expired'] : ['offered', 'waiting'],
          limit: 20,
          ...(cursor && { cursor }),
        },
        signal,
      }),
    [isOver],
  );
  return (
    <Page
      title={texts.title}
      note={texts.note}
      actions={<LinkButton href={href('/coaches')}>{client.coaches.title}</LinkButton>}
    >
      <Tabs
        label={texts.title}
        value={isOver ? 'over' : 'live'}
        options={[
          ['live', texts.live],
          ['over', texts.over],
        ]}
        onValue={(chosen) => change({ show: chosen === 'over' ? 'over' : '' })}
      />
      <Card title={isOver ? texts.over : texts.live}>
        <Loaded of={entries} empty={isOver ? texts.noneOver : texts.none}>
          {(found) => (
            <ul class="offers">
              {found.map((entry) => (
                <li key={entry.id}>
                  <WaitingEntry entry={entry} onChanged={entries.reload} />
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        <More of={entries} />
      </Card>
    </Page>
  );
}
