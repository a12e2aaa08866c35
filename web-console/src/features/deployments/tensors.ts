import type { Cell, InferResponse, Semantic, SignatureInput } from '@/api/types';
import { t } from '@/messages';

type Tensor = { name: string; datatype: string; shape: number[]; data: unknown[] };

const INTEGERS = /^U?INT\d+$/;
const FLOATS = /^FP\d+$/;

/** What the form starts with: the example of the model, or the middle of what it has seen. */
export function startValue({ semantic, datatype }: SignatureInput): string {
  if (semantic?.example != null) return String(semantic.example);
  if (semantic?.categories?.length) return semantic.categories[0] ?? '';
  if (semantic?.min != null && semantic.max != null) {
    const middle = (semantic.min + semantic.max) / 2;
    return String(INTEGERS.test(datatype) ? Math.round(middle) : Number(middle.toPrecision(4)));
  }
  return datatype === 'BOOL' ? 'false' : '';
}

export function inputProblem(input: SignatureInput, typed: string): string | null {
  const needsNumber = INTEGERS.test(input.datatype) || FLOATS.test(input.datatype);
  if (needsNumber && typed.trim() !== '' && Number.isNaN(Number(typed))) return t('try.number');
  if (INTEGERS.test(input.datatype) && typed.trim() === '') return t('try.number');
  return null;
}

/** One row as Open Inference Protocol tensors of shape [1, …]. */
export function tensorsOf(inputs: SignatureInput[], typed: Record<string, string>): Tensor[] {
  return inputs.map((input) => ({
    name: input.name,
    datatype: input.datatype,
    shape: input.shape.map((size) => (size < 0 ? 1 : size)),
    data: [tensorValue(input.datatype, typed[input.name] ?? '')],
  }));
}

function tensorValue(datatype: string, typed: string): Cell {
  if (datatype === 'BOOL') return typed === 'true';
  if (FLOATS.test(datatype) || INTEGERS.test(datatype)) {
    return typed.trim() === '' ? null : Number(typed);
  }
  return typed;
}

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
