import { commit, createRepository } from './repositories.mjs';
import { state } from './state.mjs';

const STEPS = 60;
const STEP_MILLIS = Number(process.env.STEP_MILLIS ?? 120);
const now = () => new Date().toISOString();
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function emit(job, kind, data) {
  const event = { seq: (job.events.at(-1)?.seq ?? 0) + 1, at: now(), kind, data };
  job.events.push(event);
  for (const listener of job.listeners) listener(event);
}

function move(job, next, reason) {
  job.state = next;
  job.timeline.push({ state: next, at: now(), ...(reason ? { reason } : {}) });
  emit(job, 'state', { state: next, reason });
}

const log = (job, text, stream = 'stdout') => emit(job, 'log', { stream, text });

/** Plays a job: queued, preparing, running with curves, registering, succeeded. */
export async function run(job, { profile, target }) {
  move(job, 'queued');
  await pause(500);
  job.queuePosition = undefined;
  job.startedAt = now();
  move(job, 'preparing');
  log(
    job,
    `Fetching ${job.dataset.path} of ${job.dataset.repo}@${job.dataset.commit.slice(0, 8)}`,
    'system',
  );
  await pause(500);
  move(job, 'running');
  const regression = /regression/.test(job.task);
  for (let step = 1; step <= STEPS; step += 1) {
    if (job.cancelled) {
      job.finishedAt = now();
      return move(job, 'cancelled', 'Cancelled by its owner');
    }
    await pause(STEP_MILLIS);
    const loss = 0.12 + 0.95 * Math.exp(-step / 14);
    const metric = (key, value) => emit(job, 'metric', { key, step, value, attempt: job.attempt });
    metric('train/loss', loss + 0.01 * Math.random());
    metric('validation/loss', loss + 0.05 + 0.03 * Math.random());
    if (!regression) metric('validation/accuracy', 1 - loss / 2.6 + 0.01 * Math.random());
    job.progress = {
      step,
      total: STEPS,
      fraction: step / STEPS,
      etaSeconds: ((STEPS - step) * STEP_MILLIS) / 1000,
    };
    emit(job, 'progress', job.progress);
    log(job, `[${step}] train/loss=${loss.toFixed(5)} validation/loss=${(loss + 0.05).toFixed(5)}`);
    if (step === 30) log(job, 'warning: 3 values of a category were never seen before', 'stderr');
  }
  move(job, 'registering');
  await pause(400);
  finish(job, profile, target, regression);
}

function finish(job, profile, target, regression) {
  const labels = target.top.map(({ value }) => value).sort();
  job.metrics = regression
    ? { 'test/rmse': 0.412, 'test/mae': 0.301, 'test/r2': 0.87 }
    : { 'test/accuracy': 0.953, 'test/f1-macro': 0.948, 'test/log-loss': 0.181 };
  const features = job.features ?? [job.text];
  job.report = {
    ...(regression
      ? {
          residuals: {
            count: 60,
            mean: 0.01,
            stddev: 0.41,
            min: -1.2,
            p05: -0.7,
            p25: -0.24,
            median: 0.02,
            p75: 0.29,
            p95: 0.68,
            max: 1.4,
          },
        }
      : {
          confusion: {
            labels,
            matrix: labels.map((_, row) =>
              labels.map((__, column) => (row === column ? 42 - row : (row + column) % 2)),
            ),
          },
        }),
    baseline: {
      name: regression ? 'mean' : 'most frequent class',
      metrics: regression
        ? { 'test/rmse': 1.21, 'test/mae': 0.98, 'test/r2': 0 }
        : { 'test/accuracy': 0.36, 'test/f1-macro': 0.17, 'test/log-loss': 1.09 },
    },
    importance: features.map((feature, index) => ({ feature, value: 1 / (index + 1.4) })),
  };
  job.model.version = register(job, profile, labels, regression).number;
  job.finishedAt = now();
  move(job, 'succeeded');
}

function register(job, profile, labels, regression) {
  const [namespace, name] = job.model.repo.split('/');
  const model =
    state.repositories.models.get(job.model.repo) ??
    createRepository('models', job.createdBy, { namespace, name });
  const card = `# ${name}\n\nPredicts **${job.target}** from ${job.dataset.repo}.\n\n| Metric | Value |\n| --- | --- |\n${Object.entries(
    job.metrics,
  )
    .map(([key, value]) => `| ${key} | ${value} |`)
    .join('\n')}\n\n## Use\n\nAsk a deployment, or load \`model.onnx\` with ONNX Runtime.\n`;
  const made = commit(model, job.createdBy, `Register the result of ${job.name}`, [
    ['README.md', Buffer.from(card)],
    ['model.onnx', Buffer.alloc(184_320)],
    [
      'model.json',
      Buffer.from(
        JSON.stringify({ format: 1, task: job.task, labels: regression ? null : labels }),
      ),
    ],
    ['native/model.ubj', Buffer.alloc(92_000)],
  ]);
  const inputs = profile.columns
    .filter((column) => (job.text ? column.name === job.text : job.features.includes(column.name)))
    .map(inputOf);
  const outputs = regression
    ? [{ name: 'prediction', datatype: 'FP32', shape: [-1, 1] }]
    : [
        { name: 'label', datatype: 'BYTES', shape: [-1, 1] },
        { name: 'probabilities', datatype: 'FP32', shape: [-1, labels.length] },
      ];
  const version = {
    number: model.versions.length + 1,
    commit: made.id,
    task: job.task,
    framework: 'xgboost',
    metrics: job.metrics,
    signature: { inputs, outputs },
    lineage: {
      dataset: {
        repo: job.dataset.repo,
        commit: job.dataset.commit,
        path: job.dataset.path,
        sha256: job.dataset.sha256,
      },
      job: { id: job.id },
      trainer: { name: 'boosted-trees', version: '0.1.0', build: 'dev' },
      seed: job.seed,
      hyperparameters: job.hyperparameters,
    },
    createdAt: now(),
    createdBy: job.createdBy,
    sizeBytes: 276_800,
  };
  model.versions.unshift(version);
  return version;
}

function inputOf({ name, type, min, max, top }) {
  if (type === 'integer' || type === 'number')
    return {
      name,
      datatype: 'FP32',
      shape: [-1, 1],
      semantic: { kind: 'number', min, max, example: Number(top[0].value) },
    };
  if (type === 'text')
    return {
      name,
      datatype: 'BYTES',
      shape: [-1, 1],
      semantic: { kind: 'text', example: top[0].value },
    };
  return {
    name,
    datatype: 'BYTES',
    shape: [-1, 1],
    semantic: {
      kind: 'category',
      categories: top.map(({ value }) => value),
      example: top[0].value,
    },
  };
}
