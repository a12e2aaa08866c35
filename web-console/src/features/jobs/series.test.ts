import { describe, expect, it } from 'vitest';
import { addPoint, aligned, chartsOf, type Series } from './series';

const point = (key: string, step: number, value: number, attempt = 1) => ({
  key,
  step,
  value,
  attempt,
  seq: attempt * 1000 + step,
  at: '2026-01-01T00:00:00Z',
});

describe('series', () => {
  it('keeps points in the order of steps and each once', () => {
    const series: Series = new Map();
    for (const step of [1, 3, 2, 2]) addPoint(series, point('train/loss', step, step));
    expect(series.get('train/loss')?.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it('replaces what an older attempt did after the step where the new one resumes', () => {
    const series: Series = new Map();
    for (const step of [1, 2, 3, 4]) addPoint(series, point('train/loss', step, step));
    addPoint(series, point('train/loss', 3, 30, 2));
    expect(series.get('train/loss')?.map(({ value }) => value)).toEqual([1, 2, 30]);
  });

  it('draws train and validation of a measure on one chart and leaves held-out values out', () => {
    const series: Series = new Map();
    addPoint(series, point('validation/loss', 2, 0.5));
    addPoint(series, point('train/loss', 1, 0.9));
    addPoint(series, point('test/loss', 1, 0.4));
    const [chart, ...rest] = chartsOf(series);
    expect(rest).toEqual([]);
    expect(chart?.lines.map(({ key }) => key)).toEqual(['train/loss', 'validation/loss']);
    expect(chart && aligned(chart)).toEqual({
      steps: [1, 2],
      values: [
        [0.9, null],
        [null, 0.5],
      ],
    });
  });
});
