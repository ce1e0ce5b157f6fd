import type { AllCoachesReport } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { useTexts } from '../../texts/texts.js';
import { Card } from '../../ui/card.js';
import { Figures } from '../../ui/figures.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { useLoad } from '../../ui/use-load.js';
import { percentText } from '../../ui/percent.js';
import { fillRateOf, sumOf } from './period.js';

const readAccounts = (signal: AbortSignal) =>
  Promise.all([
    api.adminStatisticsShowStatistics({ signal }),
    api.adminPurchasesShowLiabilities({ signal }),
    api.dueToAll({ signal }),
  ]);

/** The most important numbers, each with what it means. */
export function KeyFigures({ parts }: { readonly parts: readonly AllCoachesReport[] }) {
  const { admin } = useTexts();
  const { settings } = useSession();
  const { overview } = admin;
  const accounts = useLoad(readAccounts, []);
  const sums = sumOf(parts.flatMap(({ by_day }) => by_day.map(({ figures }) => figures)));
  const fillRate = fillRateOf(sums);
  const percent = (share: number) => percentText(share, settings.locale);
  const money = (minor: number, currency: string) => moneyText(minor, currency, settings.locale);
  const share = sums.sessions === 0 ? undefined : overview.ofSessions(percent(sums.noShows / sums.sessions));
  return (
    <Card title={overview.figures}>
      <Loaded of={accounts}>
        {([{ users }, liabilities, due]) => (
          <Figures
            of={[
              {
                name: overview.activeUsers,
                value: String(users.active),
                note: overview.ofRoles(users.clients, users.coaches),
              },
              { name: overview.sessions, value: String(sums.sessions) },
              {
                name: overview.fillRate,
                value: fillRate === null ? '–' : percent(fillRate),
                note: overview.fillRateNote,
              },
              { name: overview.noShows, value: String(sums.noShows), note: share },
              { name: overview.cancelled, value: String(sums.cancelled) },
              ...liabilities.currencies.map(({ currency, amount_minor, credits }) => ({
                name: overview.owed,
                value: money(amount_minor, currency),
                note: overview.credits(credits),
              })),
              ...due.currencies.map(({ currency, in_person_minor, by_card_minor }) => ({
                name: overview.due,
                value: money(in_person_minor + by_card_minor, currency),
                note: overview.dueNote,
              })),
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
