import type { access } from './access';
import type {
  AuditEntry,
  DeviceLogin,
  FactorSeed,
  MailStatus,
  OwnAccount,
  Robot,
  SecondFactor,
  SignInChallenge,
} from './accessTypes';
import type { audit } from './audit';
import type { Reads, Sends } from './contract';
import type { endings } from './endings';
import type { components, paths } from './generated/auth-service';
import type { Erasure, PersonExport, privacy } from './privacy';
import type { robots } from './robots';
import type { security } from './security';
import type {
  Invitation,
  Member,
  Namespace,
  Organisation,
  Page,
  Session,
  SessionEntry,
  Token,
  User,
} from './types';
import type { users } from './users';

type Schemas = components['schemas'];
/** What the console sends with a call. */
type Body<Call extends keyof typeof access> = Parameters<(typeof access)[Call]>[0];
/** What a list can be asked for. */
type Query<P extends '/api/v1/audit' | '/api/v1/audit/export'> = NonNullable<
  paths[P]['get']['parameters']['query']
>;
/** What it sends to prove that a person is there. */
type Proof<Call extends keyof typeof security> = Parameters<(typeof security)[Call]>[0];
/** Described as plain text, though only some words occur. */
type Words = 'kind' | 'role';

true satisfies Reads<Schemas['Account'], User>;
true satisfies Reads<Schemas['SessionUser'], Omit<User, 'active' | 'createdAt' | 'deletionAt'>>;
true satisfies Reads<Schemas['SessionNamespace'], Omit<Namespace, Words>>;
true satisfies Reads<
  Omit<Schemas['Session'], 'namespaces' | 'user'>,
  Omit<Session, 'namespaces' | 'user'>
>;
true satisfies Reads<Schemas['SessionItem'], SessionEntry>;
true satisfies Reads<Schemas['Token'], Token & { token: string }>;
true satisfies Reads<Schemas['Invitation'], Invitation>;
true satisfies Reads<Schemas['Organisation'], Organisation>;
true satisfies Reads<Schemas['Member'], Member>;
true satisfies Reads<Schemas['AuditEvent'], AuditEntry>;
true satisfies Reads<Schemas['DeviceLogin'], DeviceLogin>;
true satisfies Reads<Schemas['Robot'], Robot>;
// step: proof
true satisfies Reads<Schemas['SignInChallenge'], SignInChallenge>;
true satisfies Reads<Schemas['SecondFactor'], SecondFactor>;
true satisfies Reads<Schemas['SecondFactorSeed'], FactorSeed>;
true satisfies Reads<Schemas['RecoveryCodes'], { recoveryCodes: string[] }>;
true satisfies Reads<Schemas['OwnAccount'], OwnAccount>;
// end
true satisfies Reads<Schemas['PersonExport'], PersonExport>;
true satisfies Reads<Schemas['Erasure'], Erasure>;
true satisfies Reads<Schemas['Deletion'], { effectiveAt: string }>;
true satisfies Reads<Schemas['PageAccount'], Pick<Page<User>, 'nextCursor'>>;
true satisfies Reads<Schemas['SetupStatus'], { required: boolean }>;
true satisfies Reads<Schemas['RegistrationStatus'], { mode: string; mailDomains: string[] }>;
true satisfies Reads<Schemas['MailStatus'], MailStatus>;
true satisfies Sends<Schemas['NewPasswordRequest'], Body<'completeReset'>>;
true satisfies Sends<Schemas['SetupRequest'], Body<'setup'>>;
true satisfies Sends<Schemas['RegisterRequest'], Body<'register'>>;
true satisfies Sends<Schemas['LoginRequest'], Body<'login'>>;
true satisfies Sends<Schemas['PasswordRequest'], Body<'changePassword'>>;
true satisfies Sends<Schemas['UpdateProfileRequest'], Body<'updateMe'>>;
true satisfies Sends<Schemas['CreateTokenRequest'], Body<'createToken'>>;
true satisfies Sends<Schemas['CreateOrganisationRequest'], Body<'createOrganisation'>>;
true satisfies Sends<Schemas['CreateInvitationRequest'], Body<'invite'>>;
true satisfies Sends<Schemas['CreateRobotRequest'], Parameters<typeof robots.create>[1]>;
true satisfies Sends<Schemas['PlatformRolesRequest'], Parameters<typeof users.setPlatformRoles>[1]>;
// step: proof
true satisfies Sends<
  Schemas['UpdateOrganisationRequest'],
  Parameters<typeof access.updateOrganisation>[1]
>;
true satisfies Sends<Schemas['SecondFactorRequest'], Proof<'secondFactor'>>;
true satisfies Sends<Schemas['StepUpRequest'], Proof<'stepUp'>>;
true satisfies Sends<Schemas['ConfirmRequest'], Proof<'confirmFactor'>>;
// end
true satisfies Sends<Schemas['DeletionRequest'], Parameters<typeof privacy.deleteMe>[0]>;
true satisfies Sends<Schemas['RestoreRequest'], Parameters<typeof privacy.restoreAndSignIn>[0]>;
true satisfies Sends<Schemas['OrganisationDeletionRequest'], Parameters<typeof endings.ask>[1]>;
true satisfies Reads<Schemas['OrganisationDeletion'], { effectiveAt: string }>;
true satisfies Sends<Schemas['EraseRequest'], Parameters<typeof privacy.erase>[0]>;
true satisfies Sends<Query<'/api/v1/audit'>, Parameters<typeof audit.list>[0]>;
true satisfies Sends<Query<'/api/v1/audit/export'>, Parameters<typeof audit.exportUrl>[0]>;
true satisfies Sends<Schemas['UserCodeRequest'], Proof<'findDevice'>>;
true satisfies Sends<Schemas['ApproveRequest'], Proof<'approveDevice'>>;
true satisfies Sends<Schemas['UserCodeRequest'], Proof<'denyDevice'>>;

/** The addresses that `access.ts`, `audit.ts`, `privacy.ts`, `robots.ts`, `security.ts` and `users.ts` ask. */
const used = [
  '/api/v1/auth/session',
  '/api/v1/auth/setup',
  '/api/v1/auth/registration',
  '/api/v1/auth/register',
  '/api/v1/auth/register/confirm',
  '/api/v1/auth/login',
  '/api/v1/auth/logout',
  '/api/v1/auth/password',
  '/api/v1/auth/mail',
  '/api/v1/auth/password-resets',
  '/api/v1/auth/password-resets/complete',
  '/api/v1/auth/email/verification',
  '/api/v1/auth/email/confirm',
  '/api/v1/auth/email/restore',
  '/api/v1/auth/sessions',
  '/api/v1/auth/sessions/{id}',
  '/api/v1/users/me',
  '/api/v1/tokens',
  '/api/v1/tokens/{id}',
  '/api/v1/orgs',
  '/api/v1/orgs/{org}',
  '/api/v1/orgs/{org}/members',
  '/api/v1/orgs/{org}/members/{user}',
  '/api/v1/users',
  '/api/v1/users/{name}/password-reset',
  '/api/v1/users/{name}/activate',
  '/api/v1/users/{name}/deactivate',
  '/api/v1/users/{name}/platform-roles',
  '/api/v1/auth/invitations',
  '/api/v1/auth/invitations/{id}',
  '/api/v1/users/{name}/tokens',
  '/api/v1/users/{name}/tokens/{id}',
  '/api/v1/orgs/{org}/robots',
  '/api/v1/orgs/{org}/robots/{robot}',
  '/api/v1/orgs/{org}/robots/{robot}/rotate',
  '/api/v1/orgs/{org}/robots/{robot}/enable',
  '/api/v1/orgs/{org}/robots/{robot}/disable',
  '/api/v1/orgs/{org}/robots/{robot}/secrets/{id}',
  // step: proof
  '/api/v1/users/{name}/sessions',
  '/api/v1/users/{name}/second-factor',
  '/api/v1/auth/login/second-factor',
  '/api/v1/auth/step-up',
  '/api/v1/auth/second-factor',
  '/api/v1/auth/second-factor/confirm',
  '/api/v1/auth/second-factor/recovery-codes',
  // end
  '/api/v1/audit',
  '/api/v1/audit/export',
  '/api/v1/auth/device-logins/lookup',
  '/api/v1/auth/device-logins/approve',
  '/api/v1/auth/device-logins/deny',
  '/api/v1/users/me/deletion',
  '/api/v1/auth/account/restore',
  '/api/v1/auth/login/restore',
  '/api/v1/privacy/export',
  '/api/v1/privacy/export/archive',
  '/api/v1/privacy/erasures',
  '/api/v1/privacy/erasures/{id}',
  '/api/v1/orgs/{org}/deletion',
] as const;
used satisfies readonly (keyof paths)[];
