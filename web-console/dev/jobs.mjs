import { randomUUID } from 'node:crypto';
import { found, page, Refusal, send } from './http.mjs';
import { profileOf } from './profile.mjs';
import { repositoryOf } from './repositories.mjs';
import { state } from './state.mjs';
import { TRAINERS } from './trainers.mjs';
import { run } from './training.mjs';

const now = () => new Date().toISOString();
const ENDED = ['succeeded', 'failed', 'cancelled'];

export const jobView = ({ events, listeners, ...job }) => ({
  ...job,
  lastSeq: events.at(-1)?.seq ?? 0,
  permissions: { write: true, manage: true },
});

function refuse(field, message) {
  throw new Refusal(422, 'unprocessable', 'The job contradicts the data', [{ field, message }]);
}

/** What the platform checks before it queues a job. */
function check(body) {
  const repository = repositoryOf('datasets', body.dataset.repo);
  const path =
    body.dataset.path ??
    [...repository.files.keys()].find((name) => /\.(csv|tsv|jsonl)$/.test(name));
  const bytes = found(repository.files.get(path));
  profileOf(path, bytes);
  const profile = profileOf(path, bytes);
  const trainer =
    TRAINERS.find(({ task }) => task === body.task) ?? refuse('task', 'There is no such task');
  const target =
    profile.columns.find(({ name }) => name === body.target) ??
    refuse('target', `There is no column ${body.target}`);
  if (!trainer.target.kinds.includes(target.type))
    refuse('task', `${trainer.title} cannot learn a column of type ${target.type}`);
  if (target.distinctCount < 2)
    refuse('target', 'The column has one value only; there is nothing to learn');
  if (profile.rows < 20)
    refuse('dataset', `${profile.rows} rows are too few; at least 20 are needed`);
  for (const parameter of trainer.hyperparameters) {
    const value = body.hyperparameters?.[parameter.name];
    if (value != null && (value < parameter.min || value > parameter.max))
      refuse(`hyperparameters.${parameter.name}`, `Between ${parameter.min} and ${parameter.max}`);
  }
  return { repository, path, profile, target, trainer };
}

export const jobRoutes = [
  [
    'GET',
    /^\/api\/v1\/jobs\/trainers$/,
    ({ response }) => send(response, 200, { items: TRAINERS }),
  ],
  [
    'POST',
    /^\/api\/v1\/jobs\/estimate$/,
    ({ response, body }) => {
      const { profile, target } = check(body);
      const train = Math.round(profile.rows * (body.split?.train ?? 0.7));
      send(response, 200, {
        rows: profile.rows,
        trainRows: train,
        features: body.features?.length ?? 1,
        classes: /classification/.test(body.task) ? target.distinctCount : undefined,
        estimatedSeconds: 12,
        basis: 'default',
      });
    },
  ],
  [
    'POST',
    /^\/api\/v1\/jobs$/,
    ({ session, response, body }) => {
      const checked = check(body);
      const head = checked.repository.commits[0];
      const id = randomUUID();
      const job = {
        id,
        namespace: body.namespace ?? session.name,
        name: body.name ?? 'job',
        task: body.task,
        state: 'queued',
        createdBy: session.name,
        createdAt: now(),
        attempt: 1,
        queuePosition: 1,
        progress: { step: 0, total: 0, fraction: 0 },
        dataset: {
          repo: body.dataset.repo,
          commit: head.id,
          path: checked.path,
          sha256: checked.profile.sha256,
          rows: checked.profile.rows,
        },
        target: body.target,
        text: body.text,
        features: body.features,
        split: body.split,
        seed: body.seed,
        hyperparameters: body.hyperparameters,
        model: body.model,
        metrics: {},
        timeline: [],
        events: [],
        listeners: new Set(),
      };
      state.jobs.set(id, job);
      run(job, checked);
      send(response, 201, jobView(job));
    },
  ],
  [
    'GET',
    /^\/api\/v1\/jobs$/,
    ({ response, query }) => {
      const fits = (job) =>
        ['state', 'namespace'].every((key) => !query.get(key) || job[key] === query.get(key));
      page(response, [...state.jobs.values()].filter(fits).reverse().map(jobView), query);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/jobs\/([^/]+)$/,
    ({ response, parts: [id] }) => send(response, 200, jobView(found(state.jobs.get(id)))),
  ],
  [
    'POST',
    /^\/api\/v1\/jobs\/([^/]+)\/cancel$/,
    ({ response, parts: [id] }) => {
      const job = found(state.jobs.get(id));
      job.cancelled = true;
      send(response, 202, jobView(job));
    },
  ],
  [
    'POST',
    /^\/api\/v1\/jobs\/([^/]+)\/retry$/,
    ({ response, parts: [id] }) => {
      const job = found(state.jobs.get(id));
      Object.assign(job, {
        attempt: job.attempt + 1,
        cancelled: false,
        finishedAt: undefined,
        reason: undefined,
      });
      run(job, check({ ...job, dataset: job.dataset }));
      send(response, 201, jobView(job));
    },
  ],
  [
    'DELETE',
    /^\/api\/v1\/jobs\/([^/]+)$/,
    ({ response, parts: [id] }) => {
      if (!ENDED.includes(found(state.jobs.get(id)).state))
        throw new Refusal(409, 'conflict', 'The job is running');
      state.jobs.delete(id);
      send(response, 204);
    },
  ],
  [
    'GET',
    /^\/api\/v1\/jobs\/([^/]+)\/metrics$/,
    ({ response, parts: [id], query }) => {
      const points = found(state.jobs.get(id)).events.filter(
        ({ kind, seq }) => kind === 'metric' && seq > Number(query.get('after') ?? 0),
      );
      send(response, 200, {
        points: points.map(({ seq, at, data }) => ({ seq, at, ...data })),
        nextSeq: points.at(-1)?.seq ?? 0,
      });
    },
  ],
  [
    'GET',
    /^\/api\/v1\/jobs\/([^/]+)\/logs$/,
    ({ response, parts: [id], query }) => {
      const lines = found(state.jobs.get(id))
        .events.filter(({ kind }) => kind === 'log')
        .slice(-Number(query.get('tail') ?? 200));
      send(response, 200, {
        lines: lines.map(({ seq, at, data }) => ({ seq, at, ...data })),
        nextSeq: lines.at(-1)?.seq ?? 0,
      });
    },
  ],
];
