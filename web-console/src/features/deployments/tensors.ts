import type { Cell, InferResponse, Semantic, SignatureInput } from '@/api/types';
import { t } from '@/messages';

type Tensor = { name: string; datatype: string; shape: number[]; data: unknown[] };

const INTEGERS = /^U?INT\d+$/;
const FLOATS = /^FP\d+$/;

/** What the form starts with: the example of the model, or the middle of what it has seen. */
export function startValue(input: SignatureInput): string {
  const { semantic, datatype } = input;
  if (isDate(input)) return dateOf(semantic?.example ?? semantic?.min);
  if (isTruth(input)) return ['true', '1'].includes(String(semantic?.example)) ? 'true' : 'false';
  if (semantic?.example != null) return String(semantic.example);
  if (semantic?.categories?.length) return semantic.categories[0] ?? '';
  if (semantic?.min != null && semantic.max != null) {
    const middle = (semantic.min + semantic.max) / 2;
    return String(INTEGERS.test(datatype) ? Math.round(middle) : Number(middle.toPrecision(4)));
  }
  return '';
}

/** Days since 1970 as a date; a text stays as it is. */
function dateOf(value: Cell | undefined): string {
  if (typeof value !== 'number') return value == null ? '' : String(value).slice(0, 10);
  return new Date(value * 86_400_000).toISOString().slice(0, 10);
}

export function inputProblem(input: SignatureInput, typed: string): string | null {
  const needsNumber = isNumber(input);
  if (needsNumber && typed.trim() !== '' && Number.isNaN(Number(typed))) return t('try.number');
  if (INTEGERS.test(input.datatype) && typed.trim() === '') return t('try.number');
  return null;
}

/** One row as Open Inference Protocol tensors of shape [1, …]. */
export function tensorsOf(inputs: SignatureInput[], typed: Record<string, string>): Tensor[] {
  return inputs.map((input) => ({
    name: input.name,
    datatype: datatypeOf(input),
    shape: input.shape.map((size) => (size < 0 ? 1 : size)),
    data: [tensorValue(input, typed[input.name] ?? '')],
  }));
}

/** Dates and truth values travel as they are written, numbers as numbers, what is unknown as null. */
function tensorValue(input: SignatureInput, typed: string): Cell {
  if (typed.trim() === '') return isText(input) ? '' : null;
  if (isTruth(input)) return typed === 'true';
  return isNumber(input) ? Number(typed) : typed;
}

/** The protocol's data type for what is sent: a number input also takes truth values and ISO dates. */
function datatypeOf(input: SignatureInput): string {
  if (isTruth(input)) return 'BOOL';
  return isDate(input) ? 'BYTES' : input.datatype;
}

const isText = (input: SignatureInput) => input.datatype === 'BYTES' && !isDate(input);
export const isDate = ({ semantic }: SignatureInput) => semantic?.kind === 'date';
export const isTruth = ({ semantic, datatype }: SignatureInput) =>
  semantic?.kind === 'boolean' || datatype === 'BOOL';
const isNumber = (input: SignatureInput) =>
  !isTruth(input) &&
  !isDate(input) &&
  (INTEGERS.test(input.datatype) || FLOATS.test(input.datatype));

export type Answer = {
  label: string | undefined;
  shares: { name: string; value: number }[];
  rest: Tensor[];
};

/** The answer as people read it: the predicted value, and a probability for each class where there is one. */
export function answerOf(response: InferResponse, labels: string[]): Answer {
  const outputs = [...response.outputs];
  const probabilities = outputs.find(
    ({ name, data }) => /prob|score/i.test(name) && data.length > 1,
  );
  const predicted = outputs.find((output) => output !== probabilities && output.data.length === 1);
  const names = (index: number) => labels[index] ?? String(index);
  const shares = (probabilities?.data ?? [])
    .map((value, index) => ({ name: names(index), value: Number(value) }))
    .sort((a, b) => b.value - a.value);
  const first = predicted?.data[0];
  return {
    label: first === undefined ? shares[0]?.name : String(first),
    shares,
    rest: outputs.filter((output) => output !== probabilities && output !== predicted),
  };
}

/** A line that asks the same from a terminal; the token stays in the caller's environment. */
export function curlOf(url: string, inputs: Tensor[]): string {
  const body = JSON.stringify({ inputs }).replaceAll("'", "'\\''");
  return `curl -H "Authorization: Bearer $HF_TOKEN" -H "Content-Type: application/json" \\\n  -d '${body}' \\\n  ${url}`;
}

export function rangeHint(semantic: Semantic | null | undefined): string | undefined {
  if (semantic?.min == null || semantic.max == null) return undefined;
  return t('try.range', { min: semantic.min, max: semantic.max });
}
