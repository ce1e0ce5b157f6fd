import type { Price } from '@vibe-coaching/client';
import { useTexts } from '../../texts/texts.js';
import { TextField } from '../../ui/field.js';
import { NumberField } from '../../ui/number-field.js';
import { faultOf } from '../../ui/refusal.js';
import './offers.css';

/** A price as it is typed. */
export interface WrittenPrice {
  readonly amount: string;
  readonly currency: string;
}

const factorOf = (currency: string) =>
  10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2);

export const writtenPrice = (price: Price | null): WrittenPrice =>
  price === null
    ? { amount: '', currency: 'EUR' }
    : { amount: String(price.amount_minor / factorOf(price.currency)), currency: price.currency };

/** What the API takes; null when nothing is typed. An unknown currency is for the server to refuse. */
export function priceOf({ amount, currency }: WrittenPrice): Price | null {
  if (amount === '') return null;
  const factor = /^[A-Z]{3}$/.test(currency) ? factorOf(currency) : 100;
  return { amount_minor: Math.round(Number(amount) * factor), currency };
}

interface PriceFieldsProps {
  readonly price: WrittenPrice;
  readonly isOptional?: boolean;
  readonly error: unknown;
  readonly onPrice: (price: WrittenPrice) => void;
}

export function PriceFields({ price, isOptional = false, error, onPrice }: PriceFieldsProps) {
  const { coach } = useTexts();
  return (
    <div class="pairs">
      <NumberField
        label={coach.offers.price}
        hint={isOptional ? coach.offers.priceHint : undefined}
        fault={faultOf(error, 'price')}
        required={!isOptional}
        min={0}
        value={price.amount}
        onValue={(amount) => onPrice({ ...price, amount })}
      />
      <TextField
        label={coach.offers.currency}
        required={price.amount !== ''}
        maxLength={3}
        value={price.currency}
        onValue={(currency) => onPrice({ ...price, currency: currency.toUpperCase() })}
      />
    </div>
  );
}
