import { currentLocale } from '@/messages';

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes in binary units with at most three digits. */
export function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(5, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** power;
  const digits = power === 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${number(scaled, digits)} ${BINARY[power]}`;
}

export function number(value: number, digits?: number): string {
  return value.toLocaleString(
    currentLocale(),
    digits === undefined
      ? { maximumSignificantDigits: 6 }
      : { minimumFractionDigits: 0, maximumFractionDigits: digits },
  );
}

/** A measured value with four significant digits. */
export function metric(value: number): string {
  return value.toLocaleString(currentLocale(), { maximumSignificantDigits: 4 });
}

export function percent(fraction: number): string {
  return fraction.toLocaleString(currentLocale(), { style: 'percent', maximumFractionDigits: 1 });
}

/** A length of time as people say it: `1 h 04 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const pad = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  if (whole < 86_400)
    return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
  return `${Math.floor(whole / 86_400)} d ${pad(Math.floor((whole % 86_400) / 3600))} h`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

export function ago(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

export function exactTime(iso: string): string {
  return new Date(iso).toLocaleString(currentLocale(), { dateStyle: 'medium', timeStyle: 'long' });
}

/** The day and the minute, in words that are shown and not only hovered. */
export function exactDay(iso: string | null | undefined): string {
  if (!iso) return '';
  return new Date(iso).toLocaleString(currentLocale(), { dateStyle: 'long', timeStyle: 'short' });
}

export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** Hyperparameters as facts, by name: the order of a stored JSON object means nothing. */
export function hyperparameterFacts(values?: Record<string, unknown> | null): [string, string][] {
  return Object.entries(values ?? {})
    .map(([name, value]): [string, string] => [name, cellText(value)])
    .sort(([a], [b]) => a.localeCompare(b));
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return number(value);
  return typeof value === 'boolean' ? String(value) : String(value);
}
