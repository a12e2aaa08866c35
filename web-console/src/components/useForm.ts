import { type UseFormReturnType, useForm as useMantineForm } from '@mantine/form';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import { problemText } from './States';

type Values = Record<string, unknown>;
type Rules<T> = Partial<Record<keyof T, (value: never, values: T) => string | null>>;

/** A form whose refusals land on their fields; what has none is said above the button. */
export function useProblemForm<T extends Values>(
  initialValues: T,
  rules: Rules<T>,
  send: (values: T) => Promise<unknown>,
  fieldOf: (field: string) => string = (field) => field,
) {
  const form = useMantineForm<T>({
    mode: 'controlled',
    initialValues,
    validate: rules as never,
  }) as UseFormReturnType<T>;
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await send(values);
    } catch (problem) {
      const placed = placeErrors(problem, Object.keys(initialValues), fieldOf);
      form.setErrors(placed.fields);
      setRefusal(placed.rest);
    } finally {
      setBusy(false);
    }
  }, focusFirstError);
  return { form, submit, refusal, busy };
}

/** Field errors by form field, and the sentence for what belongs to no field. */
export function placeErrors(
  problem: unknown,
  known: string[],
  fieldOf: (field: string) => string,
): { fields: Record<string, string>; rest: string | undefined } {
  const fields: Record<string, string> = {};
  if (!(problem instanceof Problem)) return { fields, rest: problemText(problem) };
  const rest: string[] = [];
  for (const [field, message] of Object.entries(problem.fieldErrors())) {
    const target = fieldOf(field);
    if (known.includes(target.split('.')[0] ?? '')) fields[target] = message;
    else rest.push(`${field}: ${message}`);
  }
  if (problem.errors.length === 0) return { fields, rest: problemText(problem) };
  return { fields, rest: rest.length > 0 ? rest.join(' · ') : undefined };
}

function focusFirstError(errors: Record<string, unknown>) {
  const first = Object.keys(errors)[0];
  document.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
}

export const required = (message: string) => (value: unknown) =>
  String(value ?? '').trim() === '' ? message : null;
