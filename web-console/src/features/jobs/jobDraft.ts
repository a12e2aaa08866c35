import type { Cell, Job, JobRequest, Profile, ProfileColumn, Trainer } from '@/api/types';
import { nameFrom } from '@/components/names';

export type JobDraft = {
  namespace: string;
  name: string;
  target: string;
  task: string;
  text: string;
  features: string[];
  model: string;
  split: { train: number; validation: number; test: number };
  seed: number;
  hyperparameters: Record<string, Cell>;
};

const CLASSES_AT_MOST = 100;
const IDENTIFIER = /^(id|_id|index|row|row_?id|uuid|guid)$/i;

/** Trainers that can learn the column, the best fitting first. */
export function trainersFor(column: ProfileColumn | undefined, profile: Profile, all: Trainer[]) {
  if (!column) return [];
  const fits = all.filter(
    ({ target, needs }) =>
      target.kinds.includes(column.type) &&
      (!needs.text || textColumns(profile, column).length > 0),
  );
  const manyValues = column.distinctCount > CLASSES_AT_MOST || column.type === 'number';
  const wantsText = textOnly(profile, column);
  const score = ({ task, needs }: Trainer) =>
    Number(needs.text === wantsText) * 2 + Number(/regression/.test(task) === manyValues);
  return fits.sort((a, b) => score(b) - score(a));
}

export function textColumns(profile: Profile, target: ProfileColumn): ProfileColumn[] {
  const others = profile.columns.filter(({ name }) => name !== target.name);
  return others
    .filter(({ type }) => type === 'text' || type === 'category')
    .sort((a, b) => Number(b.type === 'text') - Number(a.type === 'text'));
}

/** Columns that a table trainer can learn from; free text is none of them. */
export function featureColumns(profile: Profile, target: string): ProfileColumn[] {
  return profile.columns.filter(({ name, type }) => name !== target && type !== 'text');
}

function textOnly(profile: Profile, target: ProfileColumn): boolean {
  return featureColumns(profile, target.name).every(({ name }) => IDENTIFIER.test(name));
}

/** The column people most often want to predict: the last one that has few different values. */
export function likelyTarget(profile: Profile): string {
  const last = [...profile.columns].reverse();
  const few = last.find(
    ({ type, distinctCount, name }) =>
      (type === 'category' || type === 'boolean') && distinctCount > 1 && !IDENTIFIER.test(name),
  );
  const final = last[0];
  if (final && (final.type === 'number' || final.type === 'integer')) return final.name;
  return (few ?? final)?.name ?? '';
}

export function defaultFeatures(profile: Profile, target: string): string[] {
  return featureColumns(profile, target)
    .filter(({ name }) => !IDENTIFIER.test(name))
    .map(({ name }) => name);
}

export function defaultHyperparameters(trainer: Trainer | undefined): Record<string, Cell> {
  return Object.fromEntries(
    (trainer?.hyperparameters ?? []).map((parameter) => [parameter.name, parameter.default]),
  );
}

/** The first draft: from an earlier job, or from what the data suggests. */
export function firstDraft(
  dataset: string,
  namespace: string,
  profile: Profile,
  trainers: Trainer[],
  earlier: Job | undefined,
): JobDraft {
  const target = earlier?.target ?? likelyTarget(profile);
  const column = profile.columns.find(({ name }) => name === target);
  const fits = trainersFor(column, profile, trainers);
  const trainer = fits.find(({ task }) => task === earlier?.task) ?? fits[0];
  const name = earlier?.name ?? nameFrom(`${dataset.split('/')[1]}-${target}`);
  return {
    namespace: earlier?.namespace ?? namespace,
    name,
    target,
    task: trainer?.task ?? '',
    text: earlier?.text ?? (column ? (textColumns(profile, column)[0]?.name ?? '') : ''),
    features: earlier?.features ?? defaultFeatures(profile, target),
    model: earlier?.model?.repo.split('/')[1] ?? name,
    split: earlier?.split ?? { train: 0.7, validation: 0.1, test: 0.2 },
    seed: earlier?.seed ?? 42,
    hyperparameters: {
      ...defaultHyperparameters(trainer),
      ...(earlier?.hyperparameters as Record<string, Cell> | undefined),
    },
  };
}

/** What is sent for the draft; a choice of all columns is left to the platform. */
export function requestOf(
  draft: JobDraft,
  dataset: string,
  profile: Profile,
  trainer?: Trainer,
): JobRequest {
  const text = trainer?.needs.text ?? false;
  return {
    namespace: draft.namespace,
    name: draft.name.trim(),
    task: draft.task,
    dataset: { repo: dataset, path: profile.path },
    target: draft.target,
    text: text ? draft.text : undefined,
    features: text ? undefined : draft.features,
    model: { repo: `${draft.namespace}/${draft.model.trim()}` },
    split: draft.split,
    seed: draft.seed,
    hyperparameters: draft.hyperparameters,
  };
}
