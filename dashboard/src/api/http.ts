// Calls of the public REST API, as any other client makes them.

import { asApiError, errorOf } from "./errors";
import { environment } from "./preferences";
import { accessToken, signedOutByServer, tokenAfter } from "./session";

export interface Call {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: object;
  // For what belongs to the organization and not to one of the two worlds.
  readonly alwaysLive?: boolean;
  readonly signal?: AbortSignal;
}

const BASE = "/api/v1";

// Returns a successful answer; throws ApiError. A refused token is renewed once.
export async function call(path: string, options: Call = {}): Promise<Response> {
  try {
    const token = await accessToken();
    let response = await send(path, options, token);
    if (response.status === 401) {
      response = await send(path, options, await tokenAfter(token));
      if (response.status === 401) signedOutByServer();
    }
    if (!response.ok) throw await errorOf(response);
    return response;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw asApiError(cause);
  }
}

function send(path: string, options: Call, token: string): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}`, Accept: "application/json" };
  if (environment() === "test" && !options.alwaysLive) headers["Netallion-Environment"] = "test";
  if (options.body) headers["Content-Type"] = "application/json";
  return fetch(BASE + path, {
    method: options.method ?? "GET",
    headers,
    credentials: "omit",
    ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

export async function get<T>(path: string, options: Call = {}): Promise<T> {
  return (await (await call(path, options)).json()) as T;
}

export async function post<T>(path: string, body: object = {}, options: Call = {}): Promise<T> {
  return (await (await call(path, { ...options, method: "POST", body })).json()) as T;
}

export async function patch<T>(path: string, body: object, options: Call = {}): Promise<T> {
  return (await (await call(path, { ...options, method: "PATCH", body })).json()) as T;
}

export async function remove(path: string, options: Call = {}): Promise<void> {
  await call(path, { ...options, method: "DELETE" });
}

// Returns a path with the parameters that are not empty.
export function withQuery(path: string, parameters: Readonly<Record<string, string | number | boolean>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== "" && value !== false) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// Yields the messages of an answer of newline-delimited JSON as they arrive.
export async function* lines<T>(path: string, signal: AbortSignal): AsyncGenerator<T> {
  const response = await call(path, { signal });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const parts = (rest + value).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) if (part.trim()) yield JSON.parse(part) as T;
  }
  if (rest.trim()) yield JSON.parse(rest) as T;
}
