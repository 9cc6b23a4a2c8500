// What the browser remembers of the page: words that are no secret. No token is ever kept here.

import type { Environment } from "./contract";

export type Theme = "system" | "light" | "dark";

const THEME = "netallion.theme";
const ENVIRONMENT = "netallion.environment";
const SESSION = "netallion.signed_in";

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is switched off: the page works, and forgets
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // as above
  }
}

export function theme(): Theme {
  const kept = read(THEME);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function setTheme(wanted: Theme): void {
  write(THEME, wanted === "system" ? null : wanted);
  applyTheme();
}

export function applyTheme(): void {
  const wanted = theme();
  if (wanted === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", wanted);
}

export function environment(): Environment {
  return read(ENVIRONMENT) === "test" ? "test" : "live";
}

export function setEnvironment(wanted: Environment): void {
  write(ENVIRONMENT, wanted === "test" ? "test" : null);
}

// Whether the cookie of a session may be there: so that a page that was never signed in does not ask in vain.
export function maySignedIn(): boolean {
  return read(SESSION) !== null;
}

export function setMaySignedIn(is: boolean): void {
  write(SESSION, is ? "1" : null);
}

// Tells when another tab has signed out.
export function onSignedOutElsewhere(act: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === SESSION && event.newValue === null) act();
  });
}
