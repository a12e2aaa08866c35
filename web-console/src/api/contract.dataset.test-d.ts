import type { Reads, Sends } from './contract';
import type { components, paths } from './generated/dataset-service';
import type { hub } from './hub';
import type { Commit, Page, Profile, Repository, Rows, TreeEntry, Upload } from './types';

type Schemas = components['schemas'];

true satisfies Reads<Schemas['Repository'], Repository>;
true satisfies Reads<Schemas['PageRepositoryResponse'], Page<Repository>>;
true satisfies Reads<Schemas['Commit'], Commit>;
true satisfies Reads<Schemas['TreeEntry'], TreeEntry>;
true satisfies Reads<Schemas['Upload'], Upload>;
true satisfies Reads<Schemas['Profile'], Profile>;
true satisfies Reads<Schemas['Rows'], Rows>;
true satisfies Sends<Schemas['CreateRepositoryRequest'], Parameters<typeof hub.create>[1]>;
true satisfies Sends<Schemas['CommitRequest'], Parameters<typeof hub.commit>[2]>;
true satisfies Sends<Schemas['UpdateRepositoryRequest'], Parameters<typeof hub.update>[2]>;

/** The addresses that `hub.ts` asks. */
const used = [
  '/api/v1/datasets',
  '/api/v1/datasets/{ns}/{name}',
  '/api/v1/datasets/{ns}/{name}/commits',
  '/api/v1/datasets/{ns}/{name}/tree/{rev}',
  '/api/v1/datasets/{ns}/{name}/uploads',
  '/api/v1/datasets/{ns}/{name}/uploads/{id}',
  '/api/v1/datasets/{ns}/{name}/profile/{rev}',
  '/api/v1/datasets/{ns}/{name}/rows/{rev}',
  '/datasets/{ns}/{name}/resolve/{rev}/{path}',
] as const;
used satisfies readonly (keyof paths)[];
