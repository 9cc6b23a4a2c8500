// Addresses of the page: the path says what is shown, the fragment how it is filtered (the service never sees it).

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

export const HOME = "/dashboard";
const MOVED = "netallion:moved";

export function navigate(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  dispatchEvent(new Event(MOVED));
}

function currentPath(): string {
  return location.pathname.replace(/\/+$/, "") || HOME;
}

function useChanges<T>(read: () => T): T {
  const [value, setValue] = useState(read);
  useEffect(() => {
    const changed = (): void => {
      setValue(read());
    };
    changed();
    for (const name of ["popstate", "hashchange", MOVED]) addEventListener(name, changed);
    return () => {
      for (const name of ["popstate", "hashchange", MOVED]) removeEventListener(name, changed);
    };
  }, []);
  return value;
}

export function usePath(): string {
  return useChanges(currentPath);
}

// Filters in the fragment, e.g. #status=open; names that are not among the defaults are ignored.
export function useFilters<T extends Readonly<Record<string, string>>>(defaults: T): [T, (change: Partial<T>) => void] {
  const fragment = useChanges(() => location.hash.slice(1));
  const given = new URLSearchParams(fragment);
  const values = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, given.get(name) ?? value]),
  ) as T;
  const change = (changed: Partial<T>): void => {
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...values, ...changed })) {
      if (value !== undefined && value !== defaults[name]) next.set(name, value);
    }
    const text = next.toString();
    navigate(location.pathname + (text ? `#${text}` : ""), { replace: true });
  };
  return [values, change];
}

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly onFollow?: () => void;
  readonly children: ComponentChildren;
}

// A link within the page; with a modifier key it is a link like any other.
export function Link({ to, current, onFollow, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onFollow?.();
    navigate(to);
  };
  return (
    <a href={to} onClick={follow} aria-current={current ? "page" : undefined} {...rest}>
      {children}
    </a>
  );
}
