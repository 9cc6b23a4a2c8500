// Made from generated/openapi/openapi.json by `python -m tools.dashboard`; not to be edited.

export interface AcknowledgeIncidentRequest {
  note?: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  scopes: readonly (Scope)[];
  environment: Environment;
  prefix: string;
  last_four: string;
  allowed_ips: readonly (string)[];
  created_at?: string | null;
  expires_at?: string | null;
  last_used_at?: string | null;
}

export interface AssignIncidentRequest {
  assignee?: string | null;
}

export interface AuthorizationServerMetadata {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  jwks_uri: string;
  scopes_supported: readonly (string)[];
  response_types_supported: readonly (string)[];
  response_modes_supported: readonly (string)[];
  grant_types_supported: readonly (string)[];
  token_endpoint_auth_methods_supported: readonly (string)[];
  revocation_endpoint: string;
  revocation_endpoint_auth_methods_supported: readonly (string)[];
  introspection_endpoint: string;
  introspection_endpoint_auth_methods_supported: readonly (string)[];
  code_challenge_methods_supported: readonly (string)[];
  authorization_response_iss_parameter_supported: boolean;
}

export interface CancelScanRequest {
}

export interface ChangePasswordRequest {
  current_password: string;
  new_password: string;
}

export interface ChangePasswordResponse {
}

export interface CommentIncidentRequest {
  text: string;
}

export type Confidence = "high" | "medium" | "low";

export interface Coverage {
  complete: boolean;
  documents_total: number;
  documents_scanned: number;
  skipped: readonly (SkippedDocument)[];
  documents_skipped: number;
}

export interface CreateApiKeyRequest {
  name: string;
  scopes: readonly (Scope)[];
  environment: Environment;
  expires_at?: string | null;
  allowed_ips?: readonly (string)[] | null;
}

export interface CreateClientRequest {
  name: string;
  redirect_uris?: readonly (string)[] | null;
  scopes: readonly (Scope)[];
  environment?: Environment | null;
  grant_types?: readonly (GrantType)[] | null;
  confidential?: boolean | null;
}

export interface CreateScanRequest {
  workspace_id: string;
  scope?: ScanScope | null;
}

export interface CreateWorkspaceRequest {
  name: string;
}

export type CredentialKind = "api_key" | "session" | "oauth";

export interface CredentialUsage {
  credential_id: string;
  kind: CredentialKind;
  name: string;
  windows: readonly (UsageWindow)[];
  days: readonly (UsageDay)[];
  calls: number;
}

export interface DeleteClientResponse {
}

export interface DeleteDocumentResponse {
}

export interface DeleteGrantResponse {
}

export interface DeleteWorkspaceResponse {
}

export interface Document {
  path: string;
  media_type: string;
  size: number;
  digest: string;
  updated_at?: string | null;
}

export type Environment = "live" | "test";

export interface Error {
  code: number;
  message: string;
  details: readonly (Record<string, unknown>)[];
}

export interface Finding {
  id: string;
  scan_id: string;
  incident_id: string;
  category: FindingCategory;
  rule_id: string;
  severity: Severity;
  path: string;
  line: number;
  column: number;
  excerpt: string;
  fingerprint: string;
  remediation: string;
  created_at?: string | null;
  confidence: Confidence;
  member: string;
  suppressed: boolean;
  suppression?: Suppression | null;
}

export type FindingCategory = "secret" | "pii" | "prompt_injection" | "unsafe_model" | "agent_config";

export interface GetCallerResponse {
  kind: CredentialKind;
  credential_id: string;
  organization_id: string;
  environment: Environment;
  scopes: readonly (Scope)[];
  plan: Plan;
  user?: User | null;
  name: string;
}

export interface GetUsageResponse {
  plan: Plan;
  limits: readonly (UsageLimit)[];
  days: readonly (UsageDay)[];
  credentials: readonly (CredentialUsage)[];
  next_page_token: string;
}

export type GrantType = "authorization_code" | "refresh_token" | "client_credentials";

export interface IgnoreIncidentRequest {
  reason: IgnoreReason;
  note?: string | null;
  expires_at?: string | null;
}

export type IgnoreReason = "false_positive" | "test_credential" | "accepted_risk";

export interface Incident {
  id: string;
  workspace_id: string;
  status: IncidentStatus;
  severity: Severity;
  category: FindingCategory;
  rule_id: string;
  title: string;
  fingerprint: string;
  occurrences_count: number;
  first_seen_at?: string | null;
  last_seen_at?: string | null;
  assignee: string;
  resolution: string;
  occurrences: readonly (Occurrence)[];
  status_changed_at?: string | null;
  ignored_until?: string | null;
  regressed: boolean;
  timeline: readonly (TimelineEvent)[];
}

export type IncidentAction = "opened" | "acknowledged" | "resolved" | "ignored" | "reopened" | "regressed" | "expired" | "assigned" | "commented";

export interface IncidentCounts {
  open: number;
  acknowledged: number;
  resolved: number;
  ignored: number;
  critical: number;
  high: number;
  medium: number;
  low: number;
}

export type IncidentOrder = "newest" | "last_seen" | "severity";

export type IncidentStatus = "open" | "acknowledged" | "resolved" | "ignored";

export interface InviteUserRequest {
  email: string;
  role: Role;
  password?: string | null;
}

export interface InviteUserResponse {
  id: string;
  email: string;
  role: Role;
  created_at?: string | null;
  temporary_password: string;
  password_change_required: boolean;
}

export interface IssuedApiKey {
  id: string;
  key: string;
  name: string;
  scopes: readonly (Scope)[];
  environment: Environment;
  prefix: string;
  last_four: string;
  allowed_ips: readonly (string)[];
  created_at?: string | null;
  expires_at?: string | null;
  last_used_at?: string | null;
}

export interface IssuedOAuthClient {
  client_id: string;
  client_secret?: string | null;
  name: string;
  redirect_uris: readonly (string)[];
  scopes: readonly (Scope)[];
  grant_types: readonly (GrantType)[];
  environment: Environment;
  confidential: boolean;
  created_at?: string | null;
}

export interface JsonWebKey {
  kty: string;
  use: string;
  alg: string;
  kid: string;
  n: string;
  e: string;
}

export interface JsonWebKeySet {
  keys: readonly (JsonWebKey)[];
}

export interface ListApiKeysResponse {
  api_keys: readonly (ApiKey)[];
  next_page_token: string;
}

export interface ListClientsResponse {
  clients: readonly (OAuthClient)[];
  next_page_token: string;
}

export interface ListDocumentsResponse {
  documents: readonly (Document)[];
  next_page_token: string;
}

export interface ListFindingsResponse {
  findings: readonly (Finding)[];
  next_page_token: string;
}

export interface ListGrantsResponse {
  grants: readonly (OAuthGrant)[];
  next_page_token: string;
}

export interface ListIncidentsResponse {
  incidents: readonly (Incident)[];
  next_page_token: string;
  counts?: IncidentCounts | null;
}

export interface ListRulesResponse {
  rules: readonly (Rule)[];
  next_page_token: string;
  engine_version: string;
}

export interface ListScansResponse {
  scans: readonly (Scan)[];
  next_page_token: string;
}

export interface ListSessionsResponse {
  sessions: readonly (Session)[];
  next_page_token: string;
}

export interface ListUsersResponse {
  users: readonly (User)[];
  next_page_token: string;
}

export interface ListWorkspacesResponse {
  workspaces: readonly (Workspace)[];
  next_page_token: string;
}

export interface LoginRequest {
  email: string;
  password: string;
  organization_id?: string | null;
}

export interface LogoutRequest {
}

export interface LogoutResponse {
}

export interface NewDocument {
  path: string;
  media_type?: string | null;
  content?: string | null;
}

export interface OAuthClient {
  client_id: string;
  name: string;
  redirect_uris: readonly (string)[];
  scopes: readonly (Scope)[];
  grant_types: readonly (GrantType)[];
  environment: Environment;
  confidential: boolean;
  created_at?: string | null;
}

export interface OAuthError {
  error: string;
  error_description?: string | null;
}

export interface OAuthGrant {
  id: string;
  client_id: string;
  client_name: string;
  scopes: readonly (Scope)[];
  environment: Environment;
  created_at?: string | null;
  last_used_at?: string | null;
}

export interface Occurrence {
  path: string;
  line: number;
  column: number;
  scan_id: string;
  first_seen_at?: string | null;
  last_seen_at?: string | null;
  gone_at?: string | null;
}

export interface Organization {
  id: string;
  name: string;
  plan: Plan;
  created_at?: string | null;
}

export type Plan = "starter" | "professional" | "enterprise";

export interface PutDocumentsRequest {
  documents: readonly (NewDocument)[];
}

export interface PutDocumentsResponse {
  documents: readonly (Document)[];
}

export interface RefreshSessionRequest {
  refresh_token: string;
}

export interface RemoveUserResponse {
}

export interface ReopenIncidentRequest {
  note?: string | null;
}

export interface ResolveIncidentRequest {
  note?: string | null;
}

export interface RevokeApiKeyResponse {
}

export interface RevokeSessionResponse {
}

export type Role = "owner" | "admin" | "member" | "viewer";

export interface RotateApiKeyRequest {
  overlap_seconds?: number | null;
}

export interface RotateClientSecretRequest {
  overlap_seconds?: number | null;
}

export interface Rule {
  id: string;
  category: FindingCategory;
  title: string;
  severity: Severity;
  why: string;
  remediation: string;
  source: string;
}

export interface Scan {
  id: string;
  workspace_id: string;
  scope: ScanScope;
  status: ScanStatus;
  findings_count: number;
  severity_counts?: SeverityCounts | null;
  coverage?: Coverage | null;
  triggered_by: string;
  created_at?: string | null;
  started_at?: string | null;
  completed_at?: string | null;
  duration_ms: number;
  error: string;
  suppressed_count: number;
}

export type ScanScope = "full" | "incremental";

export type ScanStatus = "queued" | "running" | "completed" | "failed" | "canceled";

export interface ScanTextRequest {
  text: string;
  path?: string | null;
  media_type?: string | null;
}

export interface ScanTextResponse {
  findings: readonly (TextFinding)[];
  findings_count: number;
  severity_counts?: SeverityCounts | null;
  complete: boolean;
  incomplete_reason: string;
  engine_version: string;
}

export type Scope = "scan:read" | "scan:write" | "incidents:read" | "admin";

export interface Session {
  id: string;
  created_at?: string | null;
  last_used_at?: string | null;
  expires_at?: string | null;
  address: string;
  user_agent: string;
  current: boolean;
}

export type Severity = "critical" | "high" | "medium" | "low";

export interface SeverityCounts {
  critical: number;
  high: number;
  medium: number;
  low: number;
}

export interface SkippedDocument {
  path: string;
  reason: string;
}

export interface Suppression {
  source: SuppressionSource;
  line: number;
}

export type SuppressionSource = "inline" | "path" | "rule" | "fingerprint";

export interface TextFinding {
  category: FindingCategory;
  rule_id: string;
  severity: Severity;
  confidence: Confidence;
  title: string;
  line: number;
  column: number;
  excerpt: string;
  fingerprint: string;
  remediation: string;
}

export interface TimelineEvent {
  occurred_at?: string | null;
  action: IncidentAction;
  actor: string;
  text: string;
}

export interface TokenPair {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
}

export interface UpdateOrganizationRequest {
  name: string;
}

export interface UpdateUserRequest {
  role: Role;
}

export interface UpdateWorkspaceRequest {
  name: string;
}

export interface UsageDay {
  date: string;
  calls: number;
}

export interface UsageLimit {
  window: string;
  limit: number;
}

export interface UsageWindow {
  window: string;
  limit: number;
  remaining: number;
  resets_at?: string | null;
}

export interface User {
  id: string;
  email: string;
  role: Role;
  created_at?: string | null;
  last_login_at?: string | null;
  password_change_required: boolean;
}

export interface Workspace {
  id: string;
  name: string;
  documents_count: number;
  created_at?: string | null;
  updated_at?: string | null;
}
