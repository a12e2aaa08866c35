import { en } from './en';

export type MessageKey = keyof typeof en;
type Message = string | { one: string; other: string };
export type Messages = { readonly [K in MessageKey]: Message };
type Params = Record<string, string | number>;

export const LOCALES = { en: 'English', de: 'Deutsch' } as const;
export type Locale = keyof typeof LOCALES;

const STORAGE_KEY = 'trainyard.locale';

let locale: Locale = 'en';
let messages: Messages = en;

/** Loads the chosen language; called once before the first render. */
export async function loadMessages(): Promise<void> {
  if (localStorage.getItem(STORAGE_KEY) !== 'de') return;
  messages = (await import('./de')).de;
  locale = 'de';
  document.documentElement.lang = 'de';
}

export function currentLocale(): Locale {
  return locale;
}

export function chooseLocale(next: Locale) {
  localStorage.setItem(STORAGE_KEY, next);
  window.location.reload();
}

/** The message in the chosen language; `count` picks singular or plural and is written with separators. */
export function t(key: MessageKey, params: Params = {}): string {
  const message = messages[key];
  const text = typeof message === 'string' ? message : message[pluralForm(params.count)];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? value.toLocaleString(locale) : String(value ?? '');
  });
}

/** The message for a name that comes from the platform, or the name itself where there is none. */
export function tName(prefix: string, name: string): string {
  const key = `${prefix}.${name}`;
  return key in messages ? t(key as MessageKey) : name;
}

function pluralForm(count: string | number | undefined): 'one' | 'other' {
  return new Intl.PluralRules(locale).select(Number(count ?? 0)) === 'one' ? 'one' : 'other';
}
