// Incidents: how many there are, and the list.

import type { Incident, IncidentCounts, IncidentStatus, ListIncidentsResponse } from "../api/contract";
import { useList } from "../api/hooks";
import { withQuery } from "../api/http";
import { may, caller } from "../api/session";
import { CATEGORIES, count, SEVERITIES, words } from "../format";
import { HOME, Link, useFilters } from "../router";
import { Button, Empty, PageHeader, Section, SeverityBadge, StatusBadge, Time } from "../ui/basics";
import { Select } from "../ui/forms";
import { ListTable, type Column } from "../ui/table";
import { CATEGORY_OPTIONS, SEVERITY_OPTIONS } from "./findings";
import { nameOf, useWorkspaces } from "./scans";

const STATUSES: readonly IncidentStatus[] = ["open", "acknowledged", "resolved", "ignored"];
const DEFAULTS = { workspace: "", status: "open", severity: "", category: "", order: "severity", assignee: "" };

export function IncidentsPage() {
  const workspaces = useWorkspaces();
  const [filters, setFilters] = useFilters(DEFAULTS);
  const status = filters.status === "any" ? "" : filters.status;
  const mine = filters.assignee === "me";
  const path = withQuery("/incidents", {
    workspace_id: filters.workspace,
    status,
    severity: filters.severity,
    category: filters.category,
    order: filters.order,
    assignee: mine ? (caller().user?.id ?? "") : "",
    include_counts: true,
  });
  const list = useList<Incident, ListIncidentsResponse>(path, "incidents");
  const counts = list.answer?.counts;
  const narrowed = filters.workspace || filters.severity || filters.category || mine;
  return (
    <>
      <PageHeader title="Incidents" about="One for each thing found in a workspace, however often it was found." />
      <SeverityTiles
        counts={counts}
        chosen={filters.severity}
        onChoose={(severity) => setFilters({ severity, status: filters.status === "any" ? "any" : "open" })}
      />
      <Section
        title="All incidents"
        tools={
          <div class="filters">
            <Select
              label="Workspace"
              value={filters.workspace}
              options={[["", "All workspaces"], ...(workspaces ?? []).map((each) => [each.id, each.name] as const)]}
              onChange={(workspace) => setFilters({ workspace })}
            />
            <Select
              label="Severity"
              value={filters.severity}
              options={SEVERITY_OPTIONS}
              onChange={(severity) => setFilters({ severity })}
            />
            <Select
              label="Category"
              value={filters.category}
              options={CATEGORY_OPTIONS}
              onChange={(category) => setFilters({ category })}
            />
            <Select
              label="Order"
              value={filters.order}
              options={[
                ["severity", "Worst first"],
                ["newest", "Newest first"],
                ["last_seen", "Last seen first"],
              ]}
              onChange={(order) => setFilters({ order })}
            />
            <label class="toggle">
              <input
                type="checkbox"
                checked={mine}
                onChange={(event) => setFilters({ assignee: event.currentTarget.checked ? "me" : "" })}
              />
              Assigned to me
            </label>
          </div>
        }
      >
        <div class="tabs inner" role="group" aria-label="Status">
          {[...STATUSES, "any" as const].map((each) => (
            <button
              type="button"
              key={each}
              aria-pressed={filters.status === each}
              onClick={() => setFilters({ status: each })}
            >
              {words(each)} {each !== "any" && counts && <span class="tab-count">{count(counts[each])}</span>}
            </button>
          ))}
        </div>
        <ListTable
          label="Incidents"
          list={list}
          keyOf={(incident) => incident.id}
          columns={incidentColumns((id) => nameOf(workspaces, id))}
          empty={
            narrowed ? (
              <Empty icon="incidents" title="No incident fits these filters">
                <Button small onClick={() => setFilters(DEFAULTS)}>
                  Show all open ones
                </Button>
              </Empty>
            ) : (
              <Empty icon="incidents" title={status ? `No ${status} incidents` : "No incidents yet"}>
                {may("scan:write") ? "They are made by scans. Start one to see how you stand." : "They are made by scans."}
              </Empty>
            )
          }
        />
      </Section>
    </>
  );
}

interface TilesProps {
  readonly counts: IncidentCounts | null | undefined;
  readonly chosen: string;
  readonly onChoose: (severity: string) => void;
}

function SeverityTiles({ counts, chosen, onChoose }: TilesProps) {
  return (
    <div class="tiles" role="group" aria-label="Unresolved incidents by severity">
      {SEVERITIES.map((severity) => (
        <button
          type="button"
          key={severity}
          class={`tile severity-tile ${severity}`}
          aria-pressed={chosen === severity}
          onClick={() => onChoose(chosen === severity ? "" : severity)}
        >
          <span class="tile-name">{words(severity)}</span>
          <span class="tile-value">{counts ? count(counts[severity]) : "–"}</span>
          <span class="soft">unresolved</span>
        </button>
      ))}
    </div>
  );
}

export function incidentColumns(workspaceName: (id: string) => string): readonly Column<Incident>[] {
  return [
    { name: "Severity", cell: (incident) => <SeverityBadge severity={incident.severity} /> },
    {
      name: "Incident",
      class: "strong",
      cell: (incident) => (
        <>
          <Link to={`${HOME}/incidents/${incident.id}`}>{incident.title}</Link>
          <span class="under soft">
            {CATEGORIES[incident.category]} · {workspaceName(incident.workspace_id)}
          </span>
        </>
      ),
    },
    {
      name: "Status",
      cell: (incident) => (
        <>
          <StatusBadge status={incident.status} />
          {incident.regressed && <span class="badge regressed">Came back</span>}
        </>
      ),
    },
    { name: "Places", class: "number", cell: (incident) => count(incident.occurrences_count) },
    { name: "First seen", class: "nowrap", cell: (incident) => <Time at={incident.first_seen_at} /> },
    { name: "Last seen", class: "nowrap", cell: (incident) => <Time at={incident.last_seen_at} /> },
  ];
}
