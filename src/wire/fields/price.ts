import { applyDecorators, type Type } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { field, type FieldOptions, Int, intFault, Text } from './fields.js';

/** The most that anything costs, in the smallest unit of its currency. */
export const MOST_MINOR = 100_000_000;

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** A price. Amounts are whole numbers, so that nothing is lost to fractions. */
export class PriceDto {
  @Int({ max: MOST_MINOR, description: 'In the smallest unit of the currency.', example: 45_000 })
  readonly amount_minor: number;

  @Text({ min: 3, max: 3, description: 'ISO 4217.', example: 'EUR' })
  readonly currency: string;
}

/** A sum of amounts in the smallest unit of a currency, as answers show it. */
export const MinorSum = (options: FieldOptions = {}) =>
  field(
    (value) => intFault(value, 0, Number.MAX_SAFE_INTEGER),
    { type: 'integer', format: 'int64', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    options,
  );

/** In bodies. */
export class WritePriceDto extends PriceDto {}

/** As it came: class-transformer's copy would lack some keys. */
const verbatim = Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);

export const Price = (type: Type<PriceDto>, options: FieldOptions = {}) =>
  applyDecorators(verbatim, field(priceFault, { type }, options));

function priceFault(value: unknown): string | null {
  const { amount_minor: amount, currency, ...others } = (value ?? {}) as Record<string, unknown>;
  if (amount === undefined || currency === undefined || Object.keys(others).length > 0) {
    return 'must have amount_minor and currency and nothing else';
  }
  const fault = intFault(amount, 1, MOST_MINOR);
  if (fault !== null) return `is wrong: amount_minor ${fault}`;
  const isKnown = typeof currency === 'string' && CURRENCIES.has(currency);
  return isKnown ? null : 'is wrong: currency must be a currency such as EUR';
}
