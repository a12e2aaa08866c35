import { NumberInput, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { t } from '@/messages';

/** The form's fields as they are typed: one place or range in a line. */
export type Limits = { only: string; networks: string; expiresInDays: number | string };
export const NO_LIMITS: Limits = { only: '', networks: '', expiresInDays: 90 };

/** Where and how long a credential works. */
export function LimitFields<T extends Limits>({ form }: { form: UseFormReturnType<T> }) {
  return (
    <>
      <Textarea
        label={t('limits.only')}
        description={t('limits.only.help')}
        placeholder={'acme\ndatasets/acme/flowers'}
        name="only"
        rows={2}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        {...form.getInputProps('only')}
      />
      <Textarea
        label={t('limits.networks')}
        description={t('limits.networks.help')}
        placeholder={'203.0.113.0/24\n2001:db8::/32'}
        name="networks"
        rows={2}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        {...form.getInputProps('networks')}
      />
      <NumberInput
        label={t('tokens.days')}
        name="expiresInDays"
        min={1}
        max={365}
        allowDecimal={false}
        {...form.getInputProps('expiresInDays')}
      />
    </>
  );
}

/** The limits as a request says them. */
export function limitsOf({ only, networks, expiresInDays }: Limits) {
  return {
    only: lines(only),
    networks: lines(networks),
    expiresInDays: Number(expiresInDays),
  };
}

/** `only[2]` of a refusal belongs to the field `only`. */
export const wholeField = (field: string) => field.replace(/\[\d+\].*$/, '');

function lines(typed: string): string[] {
  return typed
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter(Boolean);
}
