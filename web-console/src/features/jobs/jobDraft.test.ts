import { describe, expect, it } from 'vitest';
import type { ColumnType, Profile, Trainer } from '@/api/types';
import { firstDraft, requestOf, trainersFor } from './jobDraft';

const column = (name: string, type: ColumnType, distinctCount = 3) => ({
  name,
  type,
  distinctCount,
  nullCount: 0,
  distinctExact: true,
  top: [],
});
const profile = (...columns: Profile['columns']): Profile => ({
  path: 'a.csv',
  sha256: '',
  status: 'ready',
  format: 'csv',
  rows: 100,
  bytesRead: 1,
  bytesTotal: 1,
  columns,
});
const trainer = (task: string, kinds: ColumnType[], text = false): Trainer => ({
  task,
  name: task,
  title: task,
  summary: '',
  target: { kinds },
  needs: { text },
  hyperparameters: [{ name: 'rounds', type: 'integer', default: 60, help: '' }],
});
const TRAINERS = [
  trainer('tabular-classification', ['category', 'boolean', 'integer']),
  trainer('tabular-regression', ['number', 'integer']),
  trainer('text-classification', ['category'], true),
];

describe('firstDraft', () => {
  it('predicts the last category from everything but identifiers and texts', () => {
    const data = profile(
      column('id', 'integer', 100),
      column('height', 'number', 90),
      column('note', 'text', 100),
      column('kind', 'category'),
    );
    const draft = firstDraft('ada/flowers', 'ada', data, TRAINERS, undefined);
    expect(draft).toMatchObject({
      target: 'kind',
      task: 'tabular-classification',
      features: ['height'],
      name: 'flowers-kind',
      hyperparameters: { rounds: 60 },
    });
  });

  it('suggests the text task where there is only text to learn from', () => {
    const data = profile(column('review', 'text', 100), column('mood', 'category'));
    const draft = firstDraft('ada/reviews', 'ada', data, TRAINERS, undefined);
    expect(draft).toMatchObject({ task: 'text-classification', text: 'review' });
    const request = requestOf(draft, 'ada/reviews', data, TRAINERS[2]);
    expect(request.features).toBeUndefined();
    expect(request.text).toBe('review');
  });

  it('suggests regression for a number', () => {
    const data = profile(column('area', 'number', 90), column('price', 'number', 95));
    expect(firstDraft('a/b', 'a', data, TRAINERS, undefined).task).toBe('tabular-regression');
  });

  it('offers no trainer for a column that none can learn', () => {
    expect(trainersFor(column('when', 'date'), profile(), TRAINERS)).toEqual([]);
  });
});
