import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { KeysetList, type Order } from '../../wire/lists/keyset-list.js';
import type { Page } from '../../wire/lists/paging.js';
import type {
  AdminPaymentDto,
  AllPaymentsQuery,
  ClientPaymentDto,
  PaymentsQuery,
  RefundDto,
  RefundStatus,
} from '../dto/payment-records.dto.js';

const NEWEST: Order<ClientPaymentDto> = {
  ...{ key: 'c.created_at', id: 'c.id', direction: 'DESC' },
  cursorOf: ({ created_at, id }) => ({ value: created_at, id }),
};

const RECORD = `
  c.id, c.booking_id, c.coach_id, (SELECT full_name FROM users WHERE id = c.coach_id) AS coach_name, c.amount_minor, c.currency, c.status,
  c.created_at, c.paid_at`;

const refunds = (columns: string) => `
  coalesce((SELECT json_agg(refund ORDER BY refund.id) FROM (
    SELECT ${columns} FROM refunds r WHERE r.checkout_id = c.id) refund), '[]') AS refunds`;

const REFUND = 'r.id, r.amount_minor, r.status, r.created_at, r.done_at';

const CLIENTS = `${RECORD}, ${refunds(REFUND)}`;
const ADMINS = `${RECORD}, c.client_id, (SELECT full_name FROM users WHERE id = c.client_id) AS client_name, c.provider, c.provider_ref,
  ${refunds(`${REFUND}, r.tries, r.last_error`)}`;

const hasRefund = (status: RefundStatus) => `c.id IN (SELECT checkout_id FROM refunds WHERE status = '${status}')`;
/** A statement for each: few refunds are not done, and PostgreSQL must know it to begin with them. */
const HAS_REFUND: Readonly<Record<RefundStatus, string>> = {
  pending: hasRefund('pending'),
  sent: hasRefund('sent'),
  done: hasRefund('done'),
  failed: hasRefund('failed'),
};

/** What was paid by card. */
@Injectable()
export class PaymentListsService {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  ofClient(clientId: number, { status, ...query }: PaymentsQuery): Promise<Page<ClientPaymentDto>> {
    const list = new KeysetList(NEWEST, query, 'checkouts c');
    list.where(`c.client_id = ${list.parameter(clientId)}`);
    if (status !== undefined) list.where(`c.status = ${list.parameter(status)}`);
    return this.read(list, CLIENTS);
  }

  /** The same of everybody. */
  ofAll({ status, client_id, coach_id, refund_status, ...query }: AllPaymentsQuery): Promise<Page<AdminPaymentDto>> {
    const list = new KeysetList<AdminPaymentDto>(NEWEST, query, 'checkouts c');
    if (status !== undefined) list.where(`c.status = ${list.parameter(status)}`);
    if (client_id !== undefined) list.where(`c.client_id = ${list.parameter(client_id)}`);
    if (coach_id !== undefined) list.where(`c.coach_id = ${list.parameter(coach_id)}`);
    if (refund_status !== undefined) list.where(HAS_REFUND[refund_status]);
    return this.read(list, ADMINS);
  }

  private async read<Row extends ClientPaymentDto>(list: KeysetList<Row>, columns: string): Promise<Page<Row>> {
    const page = await list.page(this.database, (rest) => `SELECT ${columns} FROM checkouts c ${rest}`);
    return page.map((row) => ({ ...row, refunds: row.refunds.map(withInstants) }));
  }
}

/** Within JSON PostgreSQL writes instants in a form of its own. */
const withInstants = <Refund extends RefundDto>(refund: Refund): Refund => ({
  ...refund,
  created_at: instantOf(refund.created_at),
  done_at: refund.done_at === null ? null : instantOf(refund.done_at),
});

const instantOf = (text: string) => new Date(text).toISOString();
