/** What a receipt says, in one language. */
export interface ReceiptTexts {
  readonly title: string;
  readonly number: string;
  readonly paidOn: string;
  readonly paidBy: string;
  readonly paidTo: string;
  readonly what: string;
  readonly when: string;
  readonly pack: (name: string, credits: number) => string;
  readonly method: string;
  readonly byCard: string;
  readonly amount: string;
  readonly refundedOn: (moment: string) => string;
  readonly refunding: string;
  readonly total: string;
  readonly notice: string;
}

export const RECEIPT_TEXTS: Readonly<Record<'en' | 'de', ReceiptTexts>> = {
  en: {
    title: 'Receipt',
    number: 'Number',
    paidOn: 'Paid on',
    paidBy: 'Paid by',
    paidTo: 'Paid to',
    what: 'For',
    when: 'When',
    pack: (name, credits) => `${name}: ${credits === 1 ? '1 credit' : `${credits} credits`}`,
    method: 'Method',
    byCard: 'Card',
    amount: 'Amount',
    refundedOn: (moment) => `Refunded on ${moment}`,
    refunding: 'Refund on its way',
    total: 'Paid in the end',
    notice: 'This receipt confirms a payment. It is not a tax invoice.',
  },
  de: {
    title: 'Beleg',
    number: 'Nummer',
    paidOn: 'Bezahlt am',
    paidBy: 'Bezahlt von',
    paidTo: 'Bezahlt an',
    what: 'Für',
    when: 'Wann',
    pack: (name, credits) => `${name}: Guthaben für ${credits} ${credits === 1 ? 'Termin' : 'Termine'}`,
    method: 'Zahlungsart',
    byCard: 'Karte',
    amount: 'Betrag',
    refundedOn: (moment) => `Erstattet am ${moment}`,
    refunding: 'Erstattung unterwegs',
    total: 'Am Ende bezahlt',
    notice: 'Dieser Beleg bestätigt eine Zahlung. Er ist keine Rechnung im Sinne des Steuerrechts.',
  },
};
