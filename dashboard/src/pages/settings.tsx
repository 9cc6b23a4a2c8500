// Settings: which there are, and who sees them.

import type { ComponentChildren } from "preact";
import { may } from "../api/session";
import { HOME, Link } from "../router";
import { Empty, PageHeader } from "../ui/basics";
import type { Page } from "./index";
import { ApiKeysPage } from "./settings_api_keys";
import { ApplicationsPage } from "./settings_applications";
import { AuthorizedPage } from "./settings_authorized";
import { OrganizationPage } from "./settings_organization";
import { PasswordPage } from "./settings_password";
import { SessionsPage } from "./settings_sessions";
import { UsersPage } from "./settings_users";

interface Setting {
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  readonly show: () => ComponentChildren;
}

const SETTINGS: readonly Setting[] = [
  { id: "api-keys", name: "API Keys", admin: true, show: () => <ApiKeysPage /> },
  { id: "oauth-applications", name: "OAuth Applications", admin: true, show: () => <ApplicationsPage /> },
  { id: "authorized-applications", name: "Authorized Applications", admin: false, show: () => <AuthorizedPage /> },
  { id: "users", name: "Users", admin: true, show: () => <UsersPage /> },
  { id: "organization", name: "Organization", admin: true, show: () => <OrganizationPage /> },
  { id: "sessions", name: "Sessions", admin: false, show: () => <SessionsPage /> },
  { id: "password", name: "Password", admin: false, show: () => <PasswordPage /> },
];

const PATH = `${HOME}/settings`;

// The settings that the caller may see, the first of them is where "Settings" leads.
function mine(): readonly Setting[] {
  return SETTINGS.filter((setting) => !setting.admin || may("admin"));
}

// On a phone the tabs scroll, and the current one may be out of sight.
function showCurrent(tabs: HTMLElement | null): void {
  const current = tabs?.querySelector<HTMLElement>("[aria-current]");
  if (tabs && current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
}

export function settingsAt(id: string): Page | undefined {
  const setting = id ? SETTINGS.find((each) => each.id === id) : mine()[0];
  if (!setting) return undefined;
  return {
    title: `${setting.name} – Settings`,
    show: () => (
      <>
        <PageHeader title="Settings" />
        <nav class="tabs" aria-label="Settings" ref={showCurrent}>
          {mine().map((each) => (
            <Link key={each.id} to={`${PATH}/${each.id}`} current={each.id === setting.id}>
              {each.name}
            </Link>
          ))}
        </nav>
        {setting.admin && !may("admin") ? (
          <Empty icon="shield" title="Your role does not include this.">
            Ask an administrator of your organization.
          </Empty>
        ) : (
          setting.show()
        )}
      </>
    ),
  };
}
