import { t } from '@/messages';

const NAME = /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/;

/** The platform's rule for names in addresses, said before the answer of the service. */
export function nameProblem(name: string): string | null {
  const fine = NAME.test(name) && !/\.\.|--/.test(name) && !/\.(git|lock)$/.test(name);
  return fine ? null : t('access.name.bad');
}

/** A name made from any text, for suggestions. */
export function nameFrom(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
