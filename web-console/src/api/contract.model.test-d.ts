import type { Reads, Sends } from './contract';
import type { deployments } from './deployments';
import type { components, paths } from './generated/model-service';
import type { hub } from './hub';
import type { Commit, Deployment, Page, Repository, TreeEntry, Upload, Version } from './types';

type Schemas = components['schemas'];

true satisfies Reads<Schemas['Repository'], Repository>;
true satisfies Reads<Schemas['Commit'], Commit>;
true satisfies Reads<Schemas['TreeEntry'], TreeEntry>;
true satisfies Reads<Schemas['Upload'], Upload>;
true satisfies Reads<
  Omit<Schemas['Version'], 'lineage' | 'signature'>,
  Omit<Version, 'lineage' | 'signature'>
>;
true satisfies Reads<Schemas['PageVersionResponse'], Pick<Page<Version>, 'nextCursor'>>;
true satisfies Reads<
  Schemas['SignatureInput'],
  { name: string; datatype: string; shape: number[]; semantic: { kind: string; min: number } }
>;
true satisfies Reads<
  Schemas['Lineage'],
  { dataset: { repo: string; commit: string; path: string }; job: { id: string } }
>;
true satisfies Reads<Schemas['Deployment'], Deployment>;
true satisfies Reads<Schemas['DeploymentLogLine'], { seq: number; stream: string; text: string }>;
true satisfies Sends<Schemas['CreateRepositoryRequest'], Parameters<typeof hub.create>[1]>;
true satisfies Sends<Schemas['CommitRequest'], Parameters<typeof hub.commit>[2]>;
true satisfies Sends<Schemas['UpdateRepositoryRequest'], Parameters<typeof hub.update>[2]>;
true satisfies Sends<Schemas['CreateDeploymentRequest'], Parameters<typeof deployments.create>[0]>;
true satisfies Sends<Schemas['UpdateDeploymentRequest'], Parameters<typeof deployments.update>[1]>;

/** The addresses that `hub.ts` and `deployments.ts` ask. */
const used = [
  '/api/v1/models',
  '/api/v1/models/{ns}/{name}',
  '/api/v1/models/{ns}/{name}/commits',
  '/api/v1/models/{ns}/{name}/tree/{rev}',
  '/api/v1/models/{ns}/{name}/uploads',
  '/api/v1/models/{ns}/{name}/versions',
  '/api/v1/models/{ns}/{name}/versions/{number}',
  '/{ns}/{name}/resolve/{rev}/{path}',
  '/api/v1/deployments',
  '/api/v1/deployments/{ns}/{name}',
  '/api/v1/deployments/{ns}/{name}/logs',
  '/api/v1/deployments/{ns}/{name}/start',
  '/api/v1/deployments/{ns}/{name}/stop',
] as const;
used satisfies readonly (keyof paths)[];
