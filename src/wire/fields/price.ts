import { field, type FieldOptions, Int, intFault } from './fields.js';

/** The most that anything costs, in the smallest unit of its currency. */
export const MOST_MINOR = 100_000_000;

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** The three letters of a currency that exists. */
export const Currency = (options: FieldOptions = {}) =>
  field(
    (value) => (typeof value === 'string' && CURRENCIES.has(value) ? null : 'must be a currency such as EUR'),
    { type: 'string', minLength: 3, maxLength: 3 },
    { description: 'ISO 4217.', example: 'EUR', ...options },
  );

/** A price. Amounts are whole numbers, so that nothing is lost to fractions. */
export class PriceDto {
  @Int({ max: MOST_MINOR, description: 'In minor units.', example: 45_000 })
  readonly amount_minor: number;

  @Currency()
  readonly currency: string;
}

/** A sum of amounts in the smallest unit of a currency, as answers show it. */
export const MinorSum = (options: FieldOptions = {}) =>
  field(
    (value) => intFault(value, 0, Number.MAX_SAFE_INTEGER),
    { type: 'integer', format: 'int64', minimum: 0 },
    options,
  );

/** In bodies. */
export class WritePriceDto extends PriceDto {}
