/** A linear map from data to pixels. Pixels are the only thing this page computes. */
export interface Scale {
  (value: number): number;
  readonly from: number;
  readonly to: number;
}

export function linear(from: number, to: number, start: number, end: number): Scale {
  const span = to === from ? 1 : to - from;
  const map = (value: number): number => start + ((value - from) / span) * (end - start);
  return Object.assign(map, { from, to });
}

/** Round values between two ends, at most `limit` of them, stepping by 1, 2 or 5 times a power of ten. */
export function ticks(from: number, to: number, limit: number): number[] {
  const span = to - from;
  if (!(span > 0) || limit < 1) {
    return [from];
  }
  const rough = span / limit;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? span;
  const result: number[] = [];
  for (let at = Math.ceil(from / step - 1e-9) * step; at <= to + step * 1e-9; at += step) {
    result.push(at);
  }
  return result;
}

/** The smallest 1, 2, 2.5 or 5 times a power of ten that is not below a value. */
export function roundUp(value: number): number {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((each) => each * power >= value * (1 - 1e-12)) ?? 10) * power;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY,
  30 * DAY, 61 * DAY, 91 * DAY, 182 * DAY, 365 * DAY,
];

/** Whole hours or days between two instants, at most `limit` of them. */
export function timeTicks(from: number, to: number, limit: number): { at: number[]; step: number } {
  const step = STEPS.find((each) => (to - from) / each <= limit) ?? 365 * DAY;
  const at: number[] = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    at.push(time);
  }
  return { at, step };
}
