import { type UseFormReturnType, useForm as useMantineForm } from '@mantine/form';
import { useState } from 'react';
import { Problem } from '@/api/problem';
import { problemText } from './States';

type Values = Record<string, unknown>;
type Rules<T> = Partial<Record<keyof T, (value: never, values: T) => string | null>>;

type Options = {
  /** Which of the form's fields a field of the request belongs to. */
  fieldOf?: (field: string) => string;
  /** Where what was typed survives a reload, for this tab alone; never for secrets. */
  draftKey?: string;
};

/** A form whose refusals land on their fields; what has none is said above the button. */
export function useProblemForm<T extends Values>(
  initialValues: T,
  rules: Rules<T>,
  send: (values: T) => Promise<unknown>,
  { fieldOf = (field: string) => field, draftKey }: Options = {},
) {
  const form = useMantineForm<T>({
    mode: 'controlled',
    initialValues: draftKey ? { ...initialValues, ...readDraft<T>(draftKey) } : initialValues,
    onValuesChange: (values) => draftKey && writeDraft(draftKey, values),
    validate: rules as never,
  }) as UseFormReturnType<T>;
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await send(values);
      if (draftKey) sessionStorage.removeItem(draftKey);
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

function readDraft<T>(key: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}

function writeDraft(key: string, values: object) {
  sessionStorage.setItem(key, JSON.stringify(values));
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
