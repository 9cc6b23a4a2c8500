// Numbers, times and words as people read them.

import type { FindingCategory, Role, Scope, Severity } from "./api/contract";

const number = new Intl.NumberFormat("en");
const dateTime = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const dateOnly = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const clock = new Intl.DateTimeFormat("en", { timeStyle: "medium" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

export const count = (value: number): string => number.format(value);
export const fullTime = (iso: string): string => dateTime.format(new Date(iso));
export const day = (iso: string): string => dateOnly.format(new Date(iso));
export const clockTime = (ms: number): string => clock.format(new Date(ms));

export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}

export function ago(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return seconds > 0 ? "in a moment" : "just now";
  if (size < 45 * 60) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 22 * 3600) return relative.format(Math.round(seconds / 3600), "hour");
  if (size < 26 * 86_400) return relative.format(Math.round(seconds / 86_400), "day");
  return dateOnly.format(new Date(iso));
}

export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes} min ${Math.round((ms % 60_000) / 1000)} s`;
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

// "accepted_risk" → "Accepted risk"
export function words(term: string): string {
  const spaced = term.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

export const CATEGORIES: Readonly<Record<FindingCategory, string>> = {
  secret: "Secret",
  pii: "Personal data",
  prompt_injection: "Prompt injection",
  unsafe_model: "Unsafe model",
  agent_config: "Agent configuration",
};

export const SCOPES: readonly { readonly scope: Scope; readonly words: string }[] = [
  { scope: "scan:read", words: "Read workspaces, documents, scans and findings" },
  { scope: "scan:write", words: "Change workspaces and documents; start and cancel scans" },
  { scope: "incidents:read", words: "Read incidents" },
  { scope: "admin", words: "Everything in the organization, keys and users too; includes the other three" },
];

export const ROLES: Readonly<Record<Role, string>> = {
  owner: "Everything, and makes other owners",
  admin: "Everything in the organization",
  member: "Scans, and works on incidents",
  viewer: "Reads scans and incidents",
};

// A browser and a system out of a User-Agent, as far as anyone needs it to know a session again.
export function device(userAgent: string): string {
  const browser = [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
    ["curl/", "curl"],
    ["python-httpx", "Python (httpx)"],
  ].find(([mark = ""]) => userAgent.includes(mark))?.[1];
  const system = [
    ["Windows", "Windows"],
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Mac OS", "macOS"],
    ["Linux", "Linux"],
  ].find(([mark = ""]) => userAgent.includes(mark))?.[1];
  if (!browser) return userAgent.slice(0, 60) || "Unknown client";
  return system ? `${browser} on ${system}` : browser;
}
