/** Shapes of jobs, deployments and predictions as the console reads them. */

import type { Cell, ColumnType, Permissions, Visibility } from './types';

export type JobState =
  | 'queued'
  | 'preparing'
  | 'running'
  | 'registering'
  | 'succeeded'
  | 'failed'
  | 'cancelled';
export type Hyperparameter = {
  name: string;
  type: 'integer' | 'number' | 'boolean' | 'choice';
  default: Cell;
  min?: number | null;
  max?: number | null;
  choices?: string[] | null;
  help: string;
};
export type Trainer = {
  task: string;
  name: string;
  title: string;
  summary: string;
  target: { kinds: ColumnType[] };
  needs: { text: boolean };
  hyperparameters: Hyperparameter[];
};
export type JobRequest = {
  namespace?: string;
  name?: string;
  task: string;
  dataset: { repo: string; revision?: string; path?: string };
  target: string;
  text?: string;
  features?: string[];
  model?: { repo: string };
  split?: { train: number; validation: number; test: number };
  seed?: number;
  hyperparameters?: Record<string, Cell>;
};
export type Estimate = {
  rows: number;
  trainRows: number;
  features: number;
  classes?: number | null;
  estimatedSeconds: number;
  basis: 'measured' | 'default';
};
export type Progress = {
  step: number;
  total: number;
  fraction: number;
  etaSeconds?: number | null;
};
/** How the differences between truth and prediction are spread. */
export type Residuals = {
  count: number;
  mean: number;
  stddev: number;
  min: number;
  p05: number;
  p25: number;
  median: number;
  p75: number;
  p95: number;
  max: number;
};
export type JobReport = {
  confusion?: { labels: string[]; matrix: number[][] } | null;
  residuals?: Residuals | null;
  baseline?: { name: string; metrics: Record<string, number> } | null;
  importance?: { feature: string; value: number }[] | null;
};
export type Job = {
  id: string;
  namespace: string;
  name: string;
  task: string;
  state: JobState;
  reason?: { code: string; message: string; hint?: string | null } | null;
  createdBy: string;
  createdAt: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  attempt: number;
  queuePosition?: number | null;
  progress?: Progress | null;
  dataset: {
    repo: string;
    commit?: string | null;
    path?: string | null;
    sha256?: string | null;
    rows?: number | null;
  };
  target: string;
  text?: string | null;
  features?: string[] | null;
  split?: { train: number; validation: number; test: number } | null;
  seed?: number | null;
  hyperparameters?: Record<string, unknown> | null;
  model?: { repo: string; version?: number | null } | null;
  metrics?: Record<string, number> | null;
  report?: JobReport | null;
  timeline?: { state: JobState; at: string; reason?: string | null }[] | null;
  lastSeq?: number | null;
  permissions?: Permissions;
};
export type MetricPoint = {
  seq: number;
  key: string;
  step: number;
  value: number;
  at: string;
  attempt: number;
};
export type LogLine = {
  seq: number;
  at: string;
  stream: 'stdout' | 'stderr' | 'system';
  text: string;
};

export type DeploymentState =
  | 'starting'
  | 'ready'
  | 'degraded'
  | 'updating'
  | 'stopping'
  | 'stopped'
  | 'failed';
export type Replica = {
  index: number;
  version: number;
  state: 'starting' | 'checking' | 'ready' | 'restarting' | 'failed';
  reason?: string | null;
  startedAt?: string | null;
  restarts: number;
};
export type Deployment = {
  id: string;
  namespace: string;
  name: string;
  model: string;
  version: number;
  desiredReplicas: number;
  state: DeploymentState;
  reason?: string | null;
  visibility: Visibility;
  replicas: Replica[];
  url: string;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  permissions: Permissions;
};
export type InferResponse = {
  model_name: string;
  model_version?: string;
  outputs: {
    name: string;
    datatype: string;
    shape: number[];
    data: (number | string | boolean)[];
  }[];
};
