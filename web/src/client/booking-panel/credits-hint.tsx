import type { SessionType } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useTexts } from '../../texts/texts.js';
import { Notice } from '../../ui/notice.js';
import { useLoad } from '../../ui/use-load.js';

/** Says how a session that costs something will be paid: with a credit of a pack, if there is one. */
export function CreditsHint({ type }: { readonly type: SessionType }) {
  const { client } = useTexts();
  const { value } = useLoad((signal) => api.creditsListMine({ query: { limit: 100 }, signal }), []);
  if (value === undefined) return null;
  const left = value
    .filter(({ coach_id: coachId, status }) => coachId === type.coach_id && status === 'paid')
    .filter(({ session_type_ids: ids }) => ids === null || ids.includes(type.id))
    .reduce((sum, purchase) => sum + purchase.left, 0);
  if (left > 0) return <Notice tone="good">{client.panel.credits(left)}</Notice>;
  if (type.payment === 'credits_only') return <Notice tone="wait">{client.panel.noCredits}</Notice>;
  return type.payment === 'to_book' ? <p class="small muted">{client.panel.payNext}</p> : null;
}
