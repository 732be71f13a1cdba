import { language } from './catalogue.js';

/** A number as the API wrote it: decimal text that this page never computes with. */
export type Decimal = string;

type Rounding = 'expand' | 'halfEven' | 'trunc';

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const whole = `${language()}|${key}`;
  let format = formats.get(whole);
  if (format === undefined) {
    format = new Intl.NumberFormat(language(), options);
    formats.set(whole, format);
  }
  return format;
}

// Intl takes decimal text exactly, digit by digit; the type declarations know it as a number only.
function exact(format: Intl.NumberFormat, value: Decimal): string {
  return format.format(value as unknown as number);
}

function withPercent(value: Decimal, digits: number, rounding: Rounding): string {
  const options = {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode: rounding,
  } as Intl.NumberFormatOptions;
  return exact(numberFormat(`percent${digits}${rounding}`, options), value);
}

/** A margin rate in percent, rounded away from zero: what is required is never shown smaller. */
export function rate(value: Decimal, digits = 2): string {
  return withPercent(value, digits, 'expand');
}

/** A volatility in percent, rounded half to even. */
export function sigma(value: Decimal, digits = 2): string {
  return withPercent(value, digits, 'halfEven');
}

/** How far a requirement is covered, in percent, rounded towards zero: cover is never shown larger. */
export function cover(value: Decimal): string {
  return withPercent(value, 1, 'trunc');
}

/** A value of a chart's axis, with as many digits as the distance between two of them needs. */
export function tickLabel(value: number, step: number): string {
  return withPercent(value.toFixed(6), Math.max(0, -Math.floor(Math.log10(step * 100) + 1e-9)), 'halfEven');
}

/** A decimal with every digit the API gave, grouped. */
export function decimal(value: Decimal): string {
  const digits = fractionDigits(value);
  return exact(
    numberFormat(`decimal${digits}`, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
    value,
  );
}

/** A percentage with every digit the API gave. */
export function exactPercent(value: Decimal): string {
  return withPercent(value, Math.max(0, fractionDigits(value) - 2), 'halfEven');
}

/** Money or a count made short in the reader's own units: 12.8M, or 1284万. */
export function short(value: Decimal): string {
  return exact(
    numberFormat('short', { notation: 'compact', maximumSignificantDigits: 4 }),
    value,
  );
}

function fractionDigits(value: Decimal): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : Math.min(20, value.length - point - 1);
}

/** A whole number, grouped. */
export function count(value: number | bigint): string {
  return numberFormat('count', { maximumFractionDigits: 0 }).format(value);
}

const times = new Map<string, Intl.DateTimeFormat>();

function timeFormat(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const whole = `${language()}|${key}`;
  let format = times.get(whole);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language(), { timeZone: 'UTC', hourCycle: 'h23', ...options });
    times.set(whole, format);
  }
  return format;
}

/** Date and minute in UTC. */
export function dateTime(instant: string | number): string {
  return timeFormat('dateTime', {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));
}

/** Month, day and minute in UTC. */
export function shortTime(instant: string | number): string {
  return timeFormat('short', {
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));
}

/** Month and day in UTC. */
export function day(instant: string | number): string {
  return timeFormat('day', { month: 'short', day: '2-digit' }).format(new Date(instant));
}

/** Hour and minute in UTC. */
export function clock(instant: string | number): string {
  return timeFormat('clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}
