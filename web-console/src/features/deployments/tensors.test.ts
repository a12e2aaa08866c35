import { describe, expect, it } from 'vitest';
import type { SignatureInput } from '@/api/types';
import { answerOf, curlOf, inputProblem, startValue, tensorsOf } from './tensors';

const number: SignatureInput = {
  name: 'height',
  datatype: 'FP32',
  shape: [-1, 1],
  semantic: { kind: 'number', min: 0, max: 3 },
};
const truth: SignatureInput = { ...number, name: 'wet', semantic: { kind: 'boolean' } };
const date: SignatureInput = {
  ...number,
  name: 'when',
  semantic: { kind: 'date', example: 19_723 },
};
const text: SignatureInput = { name: 'soil', datatype: 'BYTES', shape: [-1, 1] };

describe('tensorsOf', () => {
  it('sends one row in the data types that the protocol knows', () => {
    const typed = { height: '1.5', wet: 'true', when: '2024-01-01', soil: 'clay' };
    expect(tensorsOf([number, truth, date, text], typed)).toEqual([
      { name: 'height', datatype: 'FP32', shape: [1, 1], data: [1.5] },
      { name: 'wet', datatype: 'BOOL', shape: [1, 1], data: [true] },
      { name: 'when', datatype: 'BYTES', shape: [1, 1], data: ['2024-01-01'] },
      { name: 'soil', datatype: 'BYTES', shape: [1, 1], data: ['clay'] },
    ]);
  });

  it('sends null for a number that is left empty', () => {
    expect(tensorsOf([number], { height: ' ' })[0]?.data).toEqual([null]);
  });
});

describe('the form', () => {
  it('starts from the example, else from the middle of the range', () => {
    expect(startValue(number)).toBe('1.5');
    expect(startValue(date)).toBe('2024-01-01');
    expect(startValue(truth)).toBe('false');
  });

  it('refuses what is no number', () => {
    expect(inputProblem(number, 'tall')).not.toBeNull();
    expect(inputProblem(number, '')).toBeNull();
    expect(inputProblem(text, 'tall')).toBeNull();
  });
});

describe('answerOf', () => {
  it('names the classes and sorts them by probability', () => {
    const answer = answerOf(
      {
        model_name: 'm',
        outputs: [
          { name: 'label', datatype: 'BYTES', shape: [1], data: ['marsh'] },
          { name: 'probabilities', datatype: 'FP32', shape: [1, 2], data: [0.2, 0.8] },
        ],
      },
      ['meadow', 'marsh'],
    );
    expect(answer.label).toBe('marsh');
    expect(answer.shares.map(({ name }) => name)).toEqual(['marsh', 'meadow']);
    expect(answer.rest).toEqual([]);
  });

  it('shows the value of a regression', () => {
    const outputs = [{ name: 'prediction', datatype: 'FP32', shape: [1], data: [2.5] }];
    expect(answerOf({ model_name: 'm', outputs }, [])).toMatchObject({ label: '2.5', shares: [] });
  });
});

it('quotes the body for the shell and never writes a token', () => {
  const line = curlOf('http://h/x', tensorsOf([text], { soil: "it's" }));
  expect(line).toContain("it'\\''s");
  expect(line).toContain('$HF_TOKEN');
});
