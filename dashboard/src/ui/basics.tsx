// The small parts that every page is made of.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ApiError } from "../api/errors";
import type { Environment, Severity } from "../api/contract";
import { ago, clockTime, fullTime, words } from "../format";
import { Link } from "../router";
import { Icon, type IconName } from "./icons";

interface ButtonProps {
  readonly kind?: "primary" | "secondary" | "danger" | "ghost";
  readonly type?: "button" | "submit";
  readonly small?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly icon?: IconName;
  readonly label?: string; // read out in place of the text
  readonly onClick?: () => void;
  readonly children?: ComponentChildren;
}

export function Button({ kind = "secondary", type = "button", small, busy, disabled, icon, label, ...rest }: ButtonProps) {
  const classes = ["button", kind, small ? "small" : "", rest.children === undefined ? "bare" : ""];
  return (
    <button
      type={type}
      class={classes.filter(Boolean).join(" ")}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-label={label}
      title={rest.children === undefined ? label : undefined}
      onClick={busy ? undefined : rest.onClick}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} size={small ? 15 : 17} />}
      {rest.children}
    </button>
  );
}

export function Time({ at, none = "never" }: { readonly at?: string | null | undefined; readonly none?: string }) {
  if (!at) return <span class="soft">{none}</span>;
  return (
    <time dateTime={at} title={fullTime(at)}>
      {ago(at)}
    </time>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity | string }) {
  return <span class={`badge severity ${severity}`}>{words(severity)}</span>;
}

export function StatusBadge({ status }: { readonly status: string }) {
  return <span class={`badge status ${status}`}>{words(status)}</span>;
}

export function EnvironmentBadge({ environment }: { readonly environment: Environment }) {
  return <span class={`badge environment ${environment}`}>{environment === "test" ? "Sandbox" : "Live"}</span>;
}

export function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  return (
    <span class="chips">
      {scopes.map((scope) => (
        <code class="chip" key={scope}>
          {scope}
        </code>
      ))}
    </span>
  );
}

interface HeaderProps {
  readonly title: ComponentChildren;
  readonly about?: ComponentChildren;
  readonly back?: { readonly to: string; readonly name: string };
  readonly children?: ComponentChildren;
}

export function PageHeader({ title, about, back, children }: HeaderProps) {
  return (
    <header class="page-header">
      <div>
        {back && (
          <Link to={back.to} class="back">
            <Icon name="chevron" size={14} /> {back.name}
          </Link>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        {about && <p class="soft">{about}</p>}
      </div>
      {children && <div class="actions">{children}</div>}
    </header>
  );
}

interface SectionProps {
  readonly title: string;
  readonly about?: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ title, about, tools, children }: SectionProps) {
  return (
    <section class="card">
      <div class="card-head">
        <div>
          <h2>{title}</h2>
          {about && <p class="soft">{about}</p>}
        </div>
        {tools}
      </div>
      {children}
    </section>
  );
}

// An error of the API, in its own words; for 429 with the time from which the next try is admitted.
export function Fault({ error, retry }: { readonly error: ApiError | undefined; readonly retry?: () => void }) {
  const [now, setNow] = useState(Date.now());
  const waiting = error !== undefined && error.retryAt > now;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  if (!error) return null;
  const seconds = Math.ceil((error.retryAt - now) / 1000);
  return (
    <div class="notice danger" role="alert">
      <p>{error.message}</p>
      {error.faults.length > 0 && (
        <ul>
          {error.faults.map((fault) => (
            <li key={fault.field}>
              <code>{fault.field}</code> {fault.description}
            </li>
          ))}
        </ul>
      )}
      {error.retryAt > 0 && (
        <p aria-live="off">
          {waiting ? `Try again at ${clockTime(error.retryAt)}, in ${seconds} s.` : "You can try again now."}
        </p>
      )}
      {retry && (
        <Button small icon="refresh" disabled={waiting} onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ComponentChildren;
}

export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={26} />
      </span>
      <p class="empty-title">{title}</p>
      <div class="soft">{children}</div>
    </div>
  );
}

export function Loading({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">Loading…</span>
      {Array.from({ length: rows }, (_, index) => (
        <span class="skeleton" key={index} aria-hidden="true" />
      ))}
    </div>
  );
}

export function Notice({ kind, children }: { readonly kind: "info" | "warning"; readonly children: ComponentChildren }) {
  return <div class={`notice ${kind}`}>{children}</div>;
}

// Names and values, e.g. of a scan.
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
