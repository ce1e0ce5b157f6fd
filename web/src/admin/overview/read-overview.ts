import type { AdminPayment, AllCoachesReport } from '@vibe-coaching/client';
import { api } from '../../session/api.js';
import { dayOf } from '../../time/times.js';
import { daysOf, partsOf, type Period } from './period.js';

/** How many payments are read at most: the plot says so when there are more. */
export const MOST_PAYMENTS = 500;

/** What coaches offered and what became of it, in the parts of the period. */
export async function readReports(period: Period, signal: AbortSignal): Promise<AllCoachesReport[]> {
  const reports = await Promise.all(partsOf(period).map((query) => api.adminReportsShowAny({ query, signal })));
  return reports.filter((report): report is AllCoachesReport => 'coaches' in report);
}

/** New clients and coaches of each day of the period. */
export async function readGrowth(period: Period, signal: AbortSignal) {
  const days = daysOf(period);
  const { labels, clients, coaches } = await api.adminStatisticsShowUserGrowth({
    query: { days: Math.max(1, days.length - 1) },
    signal,
  });
  const at = (values: readonly number[]) => days.map((day) => values[labels.indexOf(day)] ?? 0);
  return { days, clients: at(clients), coaches: at(coaches) };
}

export interface Revenue {
  readonly currency: string;
  readonly values: readonly number[];
}

/** What was paid by card on each day, by currency. */
export async function readRevenue(period: Period, zone: string, signal: AbortSignal) {
  const payments = await readPayments(period, zone, signal);
  const days = daysOf(period);
  const currencies = [...new Set(payments.map(({ currency }) => currency))];
  const revenues = currencies.map((currency): Revenue => {
    const values = days.map(() => 0);
    for (const payment of payments) {
      const place = days.indexOf(paidDayOf(payment, zone));
      if (payment.currency === currency && place >= 0) values[place] = (values[place] ?? 0) + payment.amount_minor;
    }
    return { currency, values };
  });
  return { days, revenues, isPart: payments.length >= MOST_PAYMENTS };
}

const paidDayOf = ({ paid_at }: AdminPayment, zone: string) => (paid_at === null ? '' : dayOf(new Date(paid_at), zone));

/** They come with the newest first. */
async function readPayments({ from }: Period, zone: string, signal: AbortSignal): Promise<AdminPayment[]> {
  const found: AdminPayment[] = [];
  for await (const payment of api.paymentListsAll.each({ query: { limit: 100 }, signal })) {
    if (dayOf(new Date(payment.created_at), zone) < from || found.length >= MOST_PAYMENTS) break;
    if (payment.status === 'paid') found.push(payment);
  }
  return found;
}
