import type { Reads, Sends } from './contract';
import type { components, paths } from './generated/training-service';
import type { Estimate, Job, JobRequest, LogLine, MetricPoint, Page, Trainer } from './types';

type Schemas = components['schemas'];
/** Documents without a schema of their own: whatever a trainer sends, and any JSON value. */
type Open = 'hyperparameters' | 'metrics' | 'report' | 'state';

true satisfies Reads<Omit<Schemas['Job'], Open>, Omit<Job, Open | 'timeline'>>;
true satisfies Reads<Schemas['PageJobResponse'], Pick<Page<Job>, 'nextCursor'>>;
true satisfies Reads<Schemas['Trainer'], Omit<Trainer, 'hyperparameters' | 'target'>>;
true satisfies Reads<Schemas['Hyperparameter'], { name: string; help: string; min: number }>;
true satisfies Reads<Schemas['EstimateResponse'], Omit<Estimate, 'basis'>>;
true satisfies Reads<Schemas['MetricPoint'], MetricPoint>;
true satisfies Reads<Schemas['LogLine'], Omit<LogLine, 'stream'>>;
true satisfies Reads<Schemas['Step'], { state: string; at: string; reason: string }>;
true satisfies Sends<Schemas['CreateJobRequest'], Omit<JobRequest, 'hyperparameters'>>;

/** The addresses that `training.ts` asks. */
const used = [
  '/api/v1/jobs',
  '/api/v1/jobs/estimate',
  '/api/v1/jobs/trainers',
  '/api/v1/jobs/{id}',
  '/api/v1/jobs/{id}/cancel',
  '/api/v1/jobs/{id}/retry',
  '/api/v1/jobs/{id}/metrics',
  '/api/v1/jobs/{id}/logs',
] as const;
used satisfies readonly (keyof paths)[];
