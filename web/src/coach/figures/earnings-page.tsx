import { api } from '../../session/api.js';
import { useSession } from '../../session/session.js';
import { href } from '../../shell/href.js';
import { useTexts } from '../../texts/texts.js';
import { addDays, dayOf } from '../../time/times.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { DataTable } from '../../ui/data-table.js';
import { SelectField } from '../../ui/field.js';
import { Loaded } from '../../ui/loaded.js';
import { moneyText } from '../../ui/money.js';
import { Page } from '../../ui/page.js';
import { saveFile } from '../../ui/save-file.js';
import { useLoad } from '../../ui/use-load.js';
import { useQuery } from '../../ui/use-query.js';
import { When } from '../../ui/when.js';
import { csvOf } from './csv.js';

const PERIODS = [30, 90, 365] as const;
const SUMS = ['earned_minor', 'returned_minor', 'in_person_minor', 'due_minor'] as const;
const DUE = ['in_person_minor', 'by_card_minor', 'going_back_minor'] as const;

/** What a coach earned, and what clients still owe. */
export default function EarningsPage() {
  const { coach, shell } = useTexts();
  const { zone, settings } = useSession();
  const [query, change] = useQuery();
  const texts = coach.figures;
  const days = PERIODS.find((period) => String(period) === query.days) ?? 30;
  const to = dayOf(new Date(), zone);
  const from = addDays(to, 1 - days);
  const earnings = useLoad((signal) => api.paymentListsEarned({ query: { from, to }, signal }), [from, to]);
  const money = (minor: number, currency: string) => moneyText(minor, currency, settings.locale);
  return (
    <Page
      title={shell.pages.earnings}
      actions={
        <SelectField
          label={texts.period}
          value={String(days)}
          options={PERIODS.map((period) => [String(period), texts.lastDays(period)])}
          onValue={(period) => change({ days: period })}
        />
      }
    >
      <Card
        title={texts.earned}
        actions={
          earnings.value && (
            <Button onClick={() => saveFile(csvOf(earnings.value?.currencies ?? []), 'earnings.csv', 'text/csv')}>
              {texts.csv}
            </Button>
          )
        }
      >
        <Loaded of={earnings}>
          {({ currencies }) =>
            currencies.length === 0 ? (
              <p class="muted">{texts.noEarnings}</p>
            ) : (
              <DataTable
                title={texts.earned}
                isTitleHidden
                rows={currencies}
                keyOf={({ currency }) => currency}
                columns={[
                  { title: coach.offers.currency, cell: ({ currency }) => currency },
                  ...SUMS.map((name) => ({
                    title: texts.sums[name],
                    isNumber: true,
                    cell: (row: (typeof currencies)[number]) => money(row[name], row.currency),
                  })),
                ]}
              />
            )
          }
        </Loaded>
        <p class="muted small">{texts.packHint}</p>
      </Card>
      <DueCard money={money} />
    </Page>
  );
}

function DueCard({ money }: { readonly money: (minor: number, currency: string) => string }) {
  const { coach } = useTexts();
  const texts = coach.figures;
  const due = useLoad((signal) => api.dueToMe({ signal }), []);
  return (
    <Card
      title={texts.due}
      actions={
        due.value && (
          <Button onClick={() => saveFile(csvOf(due.value?.bookings ?? []), 'due.csv', 'text/csv')}>
            {texts.csvDue}
          </Button>
        )
      }
    >
      <Loaded of={due}>
        {({ currencies, bookings }) => (
          <>
            <ul class="stack tight">
              {currencies.map((row) => (
                <li key={row.currency}>
                  {DUE.map((name) => `${texts.dueSums[name]}: ${money(row[name], row.currency)}`).join(' · ')}
                </li>
              ))}
            </ul>
            {bookings.length === 0 ? (
              <p class="muted">{texts.nothingDue}</p>
            ) : (
              <DataTable
                title={texts.due}
                isTitleHidden
                rows={bookings}
                keyOf={({ booking_id: id }) => id}
                columns={[
                  {
                    title: coach.booking.client,
                    cell: ({ booking_id: id, client_name: name }) => <a href={href(`/bookings/${id}`)}>{name}</a>,
                  },
                  { title: coach.booking.when, cell: ({ scheduled_at: at }) => at && <When at={at} /> },
                  { title: texts.how, cell: ({ method }) => texts.methods[method] },
                  {
                    title: coach.booking.price,
                    isNumber: true,
                    cell: ({ amount_minor: minor, currency }) => money(minor, currency),
                  },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
