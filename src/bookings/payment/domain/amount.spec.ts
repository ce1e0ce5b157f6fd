import { amountText } from './amount.js';

describe('an amount', () => {
  it.each([
    [4_501, 'EUR', '45.01 EUR', '45,01 EUR'],
    [5, 'EUR', '0.05 EUR', '0,05 EUR'],
    [100_000_000, 'EUR', '1,000,000.00 EUR', '1.000.000,00 EUR'],
    [120_050, 'HUF', '1,200.50 HUF', '1.200,50 HUF'],
    [4_501, 'JPY', '4,501 JPY', '4.501 JPY'],
    [7, 'JPY', '7 JPY', '7 JPY'],
    [4_501, 'KWD', '4.501 KWD', '4,501 KWD'],
    [45, 'CLF', '0.0045 CLF', '0,0045 CLF'],
    [0, 'EUR', '0.00 EUR', '0,00 EUR'],
  ])('%i of %s is %s, in German %s', (minor, currency, english, german) => {
    expect([amountText(minor, currency, 'en'), amountText(minor, currency, 'de')]).toEqual([english, german]);
  });
});
