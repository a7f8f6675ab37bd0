import { assertNever } from '../../proto/errors.js';
import type { Cell } from './comparison.js';
import type { Estimate } from './inference.js';
import type { Metric, MetricUnit } from './metrics.js';

const MINUS = '−';

/** How the numbers of one cell are written: all in one unit, with the same digits. */
interface Scale {
  readonly factor: number;
  readonly digits: number;
  readonly suffix: string;
  /** Of differences: between shares they are points, not per cent. */
  readonly differenceSuffix: string;
}

/** A cell as lines: mean ± deviation and interval; below, but for a baseline, the difference to it. */
export function cellLines({ estimate, difference }: Cell, metric: Metric): readonly string[] {
  const scale = scaleOf(metric.unit, estimate.mean);
  const spread = estimate.sd === null ? '' : ` ± ${plain(estimate.sd, scale)}`;
  const own = `${plain(estimate.mean, scale)}${spread}${scale.suffix}`;
  const lines = [`${own}${intervalText(estimate, (value) => plain(value, scale))}`];
  // Two constants, such as the steps of a run, need no comparison.
  if (difference === null || (difference.mean === 0 && difference.sd === 0)) return lines;
  const finer = { ...scale, digits: differenceDigits(scale, difference.mean) };
  const text = `Δ ${signed(difference.mean, finer)}${intervalText(difference, (value) => signed(value, finer))}`;
  const tested = difference.p === null ? '' : `, ${pText(difference.p)}`;
  return [...lines, `${text}${scale.differenceSuffix}${tested}`];
}

/** A mean difference with its interval, in the metric's own unit. */
export function effectText(effect: Estimate, unit: MetricUnit): string {
  const scale = scaleOf(unit, effect.mean);
  const finer = { ...scale, digits: differenceDigits(scale, effect.mean) };
  const interval = intervalText(effect, (value) => signed(value, finer));
  const spread = effect.sd === null ? '' : `, sd ${plain(effect.sd, finer)}`;
  return `${signed(effect.mean, finer)}${interval}${scale.differenceSuffix}${spread}`;
}

/** Of differences of logarithms: the mean ratio. */
export function ratioText(effect: Estimate): string {
  return `× ${Math.exp(effect.mean).toFixed(3)}${intervalText(effect, (value) => Math.exp(value).toFixed(3))}`;
}

export function valueText(value: number, unit: MetricUnit): string {
  const scale = scaleOf(unit, value);
  return `${plain(value, scale)}${scale.suffix}`;
}

export function pText(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/** A span of time, from seconds up to days. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return `${minutes} min ${whole % 60} s`;
}

function scaleOf(unit: MetricUnit, mean: number): Scale {
  const size = Math.abs(mean);
  switch (unit) {
    case 'share':
      return { factor: 100, digits: 2, suffix: ' %', differenceSuffix: ' pp' };
    case 'nats':
    case 'bits':
      return { factor: 1, digits: 4, suffix: '', differenceSuffix: '' };
    case 'seconds':
      return { factor: 1, digits: size < 100 ? 2 : 0, suffix: ' s', differenceSuffix: ' s' };
    case 'steps':
      return { factor: 1, digits: size < 100 ? 1 : 0, suffix: '', differenceSuffix: '' };
    case 'rate':
      return { factor: 1, digits: 0, suffix: '', differenceSuffix: '' };
    case 'bytes': {
      const names = [' B', ' kB', ' MB', ' GB', ' TB'];
      const power = size < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log10(size) / 3));
      const suffix = names[power]!;
      return { factor: 1000 ** -power, digits: power === 0 ? 0 : 2, suffix, differenceSuffix: suffix };
    }
    default:
      return assertNever(unit);
  }
}

/** At least two digits of a difference are to be seen. */
function differenceDigits(scale: Scale, mean: number): number {
  const size = Math.abs(mean * scale.factor);
  const needed = size === 0 ? 0 : 1 - Math.floor(Math.log10(size));
  return Math.min(Math.max(scale.digits, needed), 6);
}

function plain(value: number, { factor, digits }: Scale): string {
  const text = Math.abs(value * factor).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return value < 0 ? `${MINUS}${text}` : text;
}

function signed(value: number, scale: Scale): string {
  return value > 0 ? `+${plain(value, scale)}` : plain(value, scale);
}

/** Nothing where there is no interval, or one without any width. */
function intervalText({ interval, sd }: Estimate, text: (value: number) => string): string {
  return interval === null || sd === 0 ? '' : ` [${text(interval[0])}, ${text(interval[1])}]`;
}

/** A number of the sign that Student's t may have. */
export function tText(t: number): string {
  return `t = ${t.toFixed(2).replace('-', MINUS)}`;
}
