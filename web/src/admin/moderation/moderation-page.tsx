import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Loaded } from '../../ui/loaded.js';
import { More } from '../../ui/more.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { useList } from '../../ui/use-list.js';
import { useQuery } from '../../ui/use-query.js';
import { ReviewCard } from './review-card.js';

const SHOWN = ['reported', 'removed', 'all'] as const;

/** Reviews, those whose report waits for a decision first. */
export default function ModerationPage() {
  const { moderation } = useTexts().admin;
  const [query, change] = useQuery();
  const shown = SHOWN.find((one) => one === query['show']) ?? 'reported';
  const list = useList(
    (cursor, signal) =>
      api.adminReviewsList.page({
        query: {
          limit: 20,
          ...(shown === 'reported' && { reported: true }),
          ...(shown === 'removed' && { status: 'removed' as const }),
          ...(cursor !== undefined && { cursor }),
        },
        ...(signal && { signal }),
      }),
    [shown],
  );
  return (
    <Page title={moderation.title}>
      <Tabs
        label={moderation.show}
        value={shown}
        options={SHOWN.map((one) => [one, moderation[one]] as const)}
        onValue={(show) => change({ show })}
      />
      <Loaded of={list} empty={<p>{shown === 'reported' ? moderation.nothingReported : moderation.none}</p>}>
        {(reviews) => (
          <>
            {reviews.map((review) => (
              <ReviewCard
                key={review.id}
                review={review}
                onChange={(changed) => list.replace(reviews.map((one) => (one.id === changed.id ? changed : one)))}
              />
            ))}
            <More of={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
