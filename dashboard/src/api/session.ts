// The session of the page. The access token is in this module's variable and nowhere else; the refresh token is in a
// cookie that no script can read. A reload renews the session by that cookie.

import type { GetCallerResponse, Scope } from "./contract";
import { ApiError, asApiError, errorOf } from "./errors";
import { maySignedIn, onSignedOutElsewhere, setMaySignedIn } from "./preferences";

export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "unreachable"; readonly error: ApiError }
  | { readonly kind: "out"; readonly notice: string }
  | { readonly kind: "in"; readonly caller: GetCallerResponse };

interface Answer {
  readonly access_token: string;
  readonly expires_in: number;
}

const PATH = "/dashboard/session";
const EARLY_MS = 30_000; // renewed this long before it expires
const ENDED = "Your session has ended. Sign in again to go on.";

let token = "";
let expiresAt = 0;
let renewal: Promise<string> | null = null;
let state: SessionState = { kind: "starting" };
const listeners = new Set<(state: SessionState) => void>();

export function sessionState(): SessionState {
  return state;
}

export function onSession(listener: (state: SessionState) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: SessionState): void {
  state = next;
  listeners.forEach((listener) => listener(next));
}

async function post(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "same-origin",
  });
}

function keep(answer: Answer): string {
  token = answer.access_token;
  expiresAt = Date.now() + answer.expires_in * 1000;
  setMaySignedIn(true);
  return token;
}

function forget(notice: string): void {
  token = "";
  setMaySignedIn(false);
  become({ kind: "out", notice });
}

// Renews once for all calls that ask at the same time.
function renew(): Promise<string> {
  renewal ??= (async () => {
    try {
      const response = await post(`${PATH}/refresh`, {});
      if (response.status === 401) {
        const error = await errorOf(response);
        forget(state.kind === "in" ? ENDED : "");
        throw error;
      }
      if (!response.ok) throw await errorOf(response);
      return keep((await response.json()) as Answer);
    } finally {
      renewal = null;
    }
  })();
  if (state.kind === "in") renewal.then(lookAgain, () => undefined);
  return renewal;
}

// Returns a token that lasts for a call; throws ApiError.
export async function accessToken(): Promise<string> {
  if (token !== "" && Date.now() < expiresAt - EARLY_MS) return token;
  return renew();
}

// Returns the next token after `refused` was answered with 401; throws ApiError.
export async function tokenAfter(refused: string): Promise<string> {
  return token !== "" && token !== refused ? token : renew();
}

export function signedOutByServer(): void {
  forget(ENDED);
}

async function whoAmI(): Promise<void> {
  const response = await fetch("/api/v1/auth/me", { headers: { Authorization: `Bearer ${await accessToken()}` } });
  if (!response.ok) throw await errorOf(response);
  become({ kind: "in", caller: (await response.json()) as GetCallerResponse });
}

// After a renewal: the role may have changed since; and where another tab has signed someone else in, it is their session.
async function lookAgain(): Promise<void> {
  const before = state.kind === "in" ? state.caller.user?.id : undefined;
  await whoAmI().catch(() => undefined); // the page goes on with what it knows
  if (state.kind === "in" && state.caller.user?.id !== before) location.reload();
}

export async function start(): Promise<void> {
  onSignedOutElsewhere(() => forget(""));
  await resume();
}

export async function resume(): Promise<void> {
  if (!maySignedIn()) {
    become({ kind: "out", notice: "" });
    return;
  }
  try {
    await whoAmI();
  } catch (cause) {
    const error = asApiError(cause);
    if (error.status !== 401) become({ kind: "unreachable", error });
    else if (sessionState().kind !== "out") forget("");
  }
}

export async function signIn(email: string, password: string, organizationId: string): Promise<void> {
  const entered = { email, password, ...(organizationId ? { organization_id: organizationId } : {}) };
  const response = await post(PATH, entered);
  if (!response.ok) throw await errorOf(response);
  keep((await response.json()) as Answer);
  await whoAmI();
}

// Reads anew who the caller is, after a change of password or organization.
export async function reread(): Promise<void> {
  await whoAmI();
}

export async function signOut(): Promise<void> {
  const response = await post(`${PATH}/end`, {});
  if (!response.ok) throw await errorOf(response);
  forget("You have signed out.");
}

export function caller(): GetCallerResponse {
  if (state.kind !== "in") throw new ApiError(401, ENDED);
  return state.caller;
}

export function may(scope: Scope): boolean {
  return caller().scopes.includes(scope);
}

// Whether the caller works on incidents: any role but viewer.
export function isMember(): boolean {
  const role = caller().user?.role;
  return role !== undefined && role !== "viewer";
}
