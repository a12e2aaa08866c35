/** Shapes of the platform's public API as the console reads them. */

export type Page<T> = { items: T[]; nextCursor?: string | null };
export type Visibility = 'private' | 'internal' | 'public';
export type Role = 'reader' | 'writer' | 'maintainer' | 'owner';
export type Permissions = { write: boolean; manage: boolean };

export type User = {
  id: string;
  name: string;
  displayName?: string | null;
  email?: string | null;
  roles: string[];
  active?: boolean;
  createdAt?: string;
  /** Set as long as the account waits for the deletion that its owner asked for. */
  deletionAt?: string | null;
};
export type Namespace = { name: string; kind: 'user' | 'organisation'; role: Role };
export type Session = {
  user: User;
  namespaces: Namespace[];
  csrfToken: string;
  expiresAt: string;
};
export type Invitation = {
  id: string;
  token?: string | null;
  email?: string | null;
  organisation?: string | null;
  role?: Role | null;
  platformRole?: string | null;
  createdAt?: string | null;
  expiresAt: string;
};
export type Organisation = {
  id: string;
  name: string;
  displayName?: string | null;
  role?: Role;
  requiresSecondFactor?: boolean;
  /** Set as long as it waits for the deletion that an owner asked for. */
  deletionAt?: string | null;
};
export type Member = { name: string; displayName?: string | null; role: Role; since: string };

export type RepoKind = 'datasets' | 'models';
export type CommitHead = { id: string; message: string; author: string; createdAt: string };
export type Repository = {
  id: string;
  namespace: string;
  name: string;
  visibility: Visibility;
  description?: string | null;
  defaultBranch: string;
  head?: CommitHead | null;
  sizeBytes: number;
  fileCount: number;
  createdAt: string;
  updatedAt: string;
  permissions: Permissions;
};
export type Commit = CommitHead & { parents: string[]; added: number; removed: number };
export type TreeEntry = {
  type: 'file' | 'directory';
  path: string;
  sizeBytes?: number | null;
  sha256?: string | null;
};
export type Upload = {
  id: string;
  filename: string;
  length: number;
  offset: number;
  state: 'receiving' | 'complete';
  createdAt: string;
  expiresAt: string;
};
export type CommitOperation =
  | { op: 'add'; path: string; uploadId: string }
  | { op: 'add'; path: string; contentBase64: string }
  | { op: 'delete'; path: string };

export type ColumnType =
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'category'
  | 'text';
export type ProfileColumn = {
  name: string;
  type: ColumnType;
  nullCount: number;
  distinctCount: number;
  distinctExact: boolean;
  min?: number | string | null;
  max?: number | string | null;
  mean?: number | null;
  stddev?: number | null;
  maxLength?: number | null;
  top: { value: string; count: number }[];
};
export type Profile = {
  path: string;
  sha256: string;
  status: 'pending' | 'computing' | 'ready' | 'failed';
  format: string;
  rows: number;
  bytesRead: number;
  bytesTotal: number;
  columns: ProfileColumn[];
  problem?: { line: number; column?: string | null; message: string } | null;
};
export type Cell = string | number | boolean | null;
export type Rows = {
  columns: { name: string; type: ColumnType }[];
  rows: Cell[][];
  truncatedCells: boolean;
};

export type Semantic = {
  kind: 'number' | 'category' | 'text' | 'boolean' | 'date';
  categories?: string[] | null;
  min?: number | null;
  max?: number | null;
  example?: Cell;
};
export type SignatureInput = {
  name: string;
  datatype: string;
  shape: number[];
  semantic?: Semantic | null;
};
export type Signature = {
  inputs: SignatureInput[];
  outputs: { name: string; datatype: string; shape: number[] }[];
};
export type Lineage = {
  dataset?: { repo: string; commit: string; path: string; sha256: string } | null;
  job?: { id: string } | null;
  baseModel?: string | null;
  trainer?: { name: string; version: string; build?: string | null } | null;
  seed?: number | null;
  hyperparameters?: Record<string, unknown> | null;
};
export type Version = {
  number: number;
  commit: string;
  task: string;
  framework?: string | null;
  metrics: Record<string, number>;
  signature?: Signature | null;
  lineage?: Lineage | null;
  createdAt: string;
  createdBy: string;
  sizeBytes: number;
};

export type { SessionEntry, Token } from './accessTypes';
export type {
  Deployment,
  Estimate,
  Hyperparameter,
  InferResponse,
  Job,
  JobReport,
  JobRequest,
  JobState,
  LogLine,
  MetricPoint,
  Progress,
  Residuals,
  Trainer,
} from './work';
