// Which page an address shows.

import type { ComponentChildren } from "preact";
import { HOME, Link } from "../router";
import { Empty, PageHeader } from "../ui/basics";
import { IncidentPage } from "./incident";
import { IncidentsPage } from "./incidents";
import { OverviewPage } from "./overview";
import { ScanPage } from "./scan";
import { ScansPage } from "./scans";
import { settingsAt } from "./settings";
import { UsagePage } from "./usage";
import { WorkspacePage } from "./workspace";
import { WorkspacesPage } from "./workspaces";

export interface Page {
  readonly title: string;
  readonly show: () => ComponentChildren;
}

const NOT_FOUND: Page = {
  title: "Not found",
  show: () => (
    <>
      <PageHeader title="There is no such page" />
      <Empty icon="overview" title="The address is wrong, or what it led to is gone.">
        <Link to={HOME}>Go to the overview</Link>
      </Empty>
    </>
  ),
};

export function pageAt(path: string): Page {
  const [area = "", id = "", ...rest] = path.slice(HOME.length + 1).split("/");
  if (rest.length > 0) return NOT_FOUND;
  switch (area) {
    case "":
      return { title: "Overview", show: () => <OverviewPage /> };
    case "scans":
      return id ? { title: "Scan", show: () => <ScanPage id={id} /> } : { title: "Scans", show: () => <ScansPage /> };
    case "incidents":
      return id
        ? { title: "Incident", show: () => <IncidentPage id={id} /> }
        : { title: "Incidents", show: () => <IncidentsPage /> };
    case "workspaces":
      return id
        ? { title: "Workspace", show: () => <WorkspacePage id={id} /> }
        : { title: "Workspaces", show: () => <WorkspacesPage /> };
    case "usage":
      return id ? NOT_FOUND : { title: "Usage", show: () => <UsagePage /> };
    case "settings":
      return settingsAt(id) ?? NOT_FOUND;
    default:
      return NOT_FOUND;
  }
}
