// What stands around every page: navigation, the environment, the theme, who is signed in.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Environment } from "../api/contract";
import { useAction } from "../api/hooks";
import { setTheme, theme, type Theme } from "../api/preferences";
import { caller, signOut } from "../api/session";
import { words } from "../format";
import { HOME, Link } from "../router";
import { Button, Fault } from "./basics";
import { Icon, Mark, type IconName } from "./icons";

const AREAS: readonly { readonly id: string; readonly name: string; readonly icon: IconName }[] = [
  { id: "", name: "Overview", icon: "overview" },
  { id: "scans", name: "Scans", icon: "scans" },
  { id: "incidents", name: "Incidents", icon: "incidents" },
  { id: "workspaces", name: "Workspaces", icon: "workspaces" },
  { id: "usage", name: "Usage", icon: "usage" },
  { id: "settings", name: "Settings", icon: "settings" },
];

interface ShellProps {
  readonly path: string;
  readonly environment: Environment;
  readonly onEnvironment: (wanted: Environment) => void;
  readonly children: ComponentChildren;
}

export function Shell({ path, environment, onEnvironment, children }: ShellProps) {
  const [open, setOpen] = useState(false);
  const sandbox = environment === "test";
  useEffect(() => setOpen(false), [path]);
  return (
    <div class={`shell ${sandbox ? "sandbox" : ""}`} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <SkipLink />
      <header class="top">
        <button
          type="button"
          class="button ghost bare nav-toggle"
          aria-expanded={open}
          aria-controls="navigation"
          aria-label="Navigation"
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "close" : "menu"} size={20} />
        </button>
        <Link to={HOME} class="brand">
          <Mark />
          <span class="brand-name">
            Netallion <span class="brand-more">AI Assurance</span>
          </span>
        </Link>
        <div class="top-tools">
          <EnvironmentSwitch environment={environment} onEnvironment={onEnvironment} />
          <ThemeToggle />
          <Account />
        </div>
      </header>
      {sandbox && (
        <aside class="sandbox-strip" aria-label="Environment">
          <strong>Sandbox.</strong> What you see and do here is test data; production is not touched.
        </aside>
      )}
      <div class="columns">
        <nav id="navigation" class={open ? "side open" : "side"} aria-label="Main">
          <div class="side-links">
          {AREAS.map((area) => {
            const target = area.id ? `${HOME}/${area.id}` : HOME;
            const current = area.id ? path === target || path.startsWith(`${target}/`) : path === HOME;
            return (
              <Link key={area.id} to={target} current={current} onFollow={() => setOpen(false)}>
                <Icon name={area.icon} /> {area.name}
              </Link>
            );
          })}
          </div>
        </nav>
        <main id="main" tabIndex={-1}>
          <FirstPassword path={path} />
          {children}
        </main>
      </div>
    </div>
  );
}

function SkipLink() {
  return (
    <a
      class="skip"
      href="#main"
      onClick={(event) => {
        // The fragment is for filters; only the focus moves.
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
    >
      Skip to the content
    </a>
  );
}

function FirstPassword({ path }: { readonly path: string }) {
  const target = `${HOME}/settings/password`;
  if (!caller().user?.password_change_required || path === target) return null;
  return (
    <div class="notice warning">
      <p>
        You still use the password of your invitation. <Link to={target}>Choose your own</Link>
      </p>
    </div>
  );
}

type SwitchProps = Pick<ShellProps, "environment" | "onEnvironment">;

function EnvironmentSwitch({ environment, onEnvironment }: SwitchProps) {
  const options: readonly (readonly [Environment, string])[] = [
    ["live", "Live"],
    ["test", "Sandbox"],
  ];
  return (
    <div class="switch" role="group" aria-label="Environment">
      {options.map(([value, name]) => (
        <button
          type="button"
          key={value}
          class={value}
          aria-pressed={environment === value}
          onClick={() => environment !== value && onEnvironment(value)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
const THEME_ICON: Readonly<Record<Theme, IconName>> = { system: "system", light: "sun", dark: "moon" };
const THEME_NAME: Readonly<Record<Theme, string>> = { system: "as the system", light: "light", dark: "dark" };

export function ThemeToggle() {
  const [shown, setShown] = useState(theme());
  const next = NEXT_THEME[shown];
  return (
    <Button
      kind="ghost"
      icon={THEME_ICON[shown]}
      label={`Theme: ${THEME_NAME[shown]}. Change to ${THEME_NAME[next]}`}
      onClick={() => {
        setTheme(next);
        setShown(next);
      }}
    />
  );
}

function Account() {
  const { user, plan } = caller();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const leave = useAction(signOut);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    addEventListener("pointerdown", outside);
    addEventListener("focusin", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      removeEventListener("focusin", outside);
    };
  }, [open]);
  const close = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="account" ref={box} onKeyDown={close}>
      <button
        ref={button}
        type="button"
        class="button ghost bare"
        aria-expanded={open}
        aria-controls="account"
        aria-label="Your account"
        onClick={() => setOpen(!open)}
      >
        <Icon name="user" size={20} />
      </button>
      {open && (
        <div class="account-panel" id="account">
          <p class="account-email">{user?.email}</p>
          <p class="soft">
            {words(user?.role ?? "")} · {words(plan)} plan
          </p>
          <Fault error={leave.error} />
          <Link to={`${HOME}/settings/sessions`} class="menu-link" onFollow={() => setOpen(false)}>
            <Icon name="shield" /> Your sessions
          </Link>
          <Link to={`${HOME}/settings/password`} class="menu-link" onFollow={() => setOpen(false)}>
            <Icon name="key" /> Change password
          </Link>
          <Button icon="signOut" busy={leave.busy} onClick={() => leave.run()}>
            Sign out
          </Button>
        </div>
      )}
    </div>
  );
}
