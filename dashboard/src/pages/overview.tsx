// The overview: the numbers that matter, and where to go on.

import type { GetUsageResponse, Incident, IncidentCounts, ListIncidentsResponse, Scan } from "../api/contract";
import { useApi, useList } from "../api/hooks";
import { environment } from "../api/preferences";
import { may } from "../api/session";
import { count, plural, SEVERITIES, words } from "../format";
import { HOME, Link } from "../router";
import { Empty, Fault, PageHeader, Section } from "../ui/basics";
import { ListTable } from "../ui/table";
import { incidentColumns } from "./incidents";
import { nameOf, scanColumns, useWorkspaces } from "./scans";
import { quotaOf } from "./usage";

const OPEN = "/incidents?status=open&order=severity&page_size=5&include_counts=true";

export function OverviewPage() {
  const workspaces = useWorkspaces();
  const incidents = useList<Incident, ListIncidentsResponse>(OPEN, "incidents");
  const counts = incidents.answer?.counts;
  const scans = useList<Scan>("/scans?page_size=5", "scans");
  const usage = useApi<GetUsageResponse>("/usage?page_size=1");
  const unresolved = counts ? counts.open + counts.acknowledged : undefined;
  const fresh = scans.items?.length === 0 && may("scan:write");
  return (
    <>
      <PageHeader
        title="Overview"
        about={environment() === "test" ? "How your sandbox stands." : "How your organization stands."}
      />
      <div class="tiles">
        <Tile
          name="Unresolved incidents"
          to={`${HOME}/incidents`}
          value={unresolved}
          words={counts && counts.open > 0 ? `${count(counts.open)} not looked at yet` : "nothing waits for a look"}
        />
        <Tile
          name="Critical and high"
          to={`${HOME}/incidents#severity=${counts?.critical ? "critical" : "high"}`}
          value={counts ? counts.critical + counts.high : undefined}
          words={counts ? `${count(counts.critical)} critical, ${count(counts.high)} high` : ""}
          alert={counts !== undefined && counts !== null && counts.critical > 0}
        />
        <Tile
          name="Workspaces"
          to={`${HOME}/workspaces`}
          value={workspaces?.length}
          words={workspaces ? plural(workspaces.reduce((sum, each) => sum + each.documents_count, 0), "document") : ""}
        />
        <Tile
          name="API calls today"
          to={`${HOME}/usage`}
          value={usage.data?.days.at(-1)?.calls}
          words={usage.data ? `${words(usage.data.plan)} plan, ${quotaOf(usage.data)}` : ""}
        />
      </div>
      <Fault error={usage.error} />
      {fresh && <FirstSteps />}
      {counts && unresolved !== undefined && unresolved > 0 && <Distribution counts={counts} total={unresolved} />}
      <Section
        title="Worst open incidents"
        tools={
          <Link class="button secondary small" to={`${HOME}/incidents`}>
            All incidents
          </Link>
        }
      >
        <ListTable
          label="Worst open incidents"
          list={{ ...incidents, more: undefined }}
          keyOf={(incident) => incident.id}
          columns={incidentColumns((id) => nameOf(workspaces, id))}
          empty={<Empty icon="shield" title="No open incidents" />}
        />
      </Section>
      <Section
        title="Latest scans"
        tools={
          <Link class="button secondary small" to={`${HOME}/scans`}>
            All scans
          </Link>
        }
      >
        <ListTable
          label="Latest scans"
          list={{ ...scans, more: undefined }}
          keyOf={(scan) => scan.id}
          columns={scanColumns(workspaces)}
          empty={<Empty icon="scans" title="Nothing has been scanned yet" />}
        />
      </Section>
    </>
  );
}

interface TileProps {
  readonly name: string;
  readonly to: string;
  readonly value: number | undefined;
  readonly words: string;
  readonly alert?: boolean;
}

function Tile({ name, to, value, words: below, alert }: TileProps) {
  return (
    <Link to={to} class={alert ? "tile alert" : "tile"}>
      <span class="tile-name">{name}</span>
      <span class="tile-value">{value === undefined ? "–" : count(value)}</span>
      <span class="soft">{below}</span>
    </Link>
  );
}

function Distribution({ counts, total }: { readonly counts: IncidentCounts; readonly total: number }) {
  let from = 0;
  return (
    <div class="distribution">
      <svg viewBox="0 0 1000 12" width="100%" height="12" preserveAspectRatio="none" aria-hidden="true">
        {SEVERITIES.map((severity) => {
          const width = (counts[severity] / total) * 1000;
          const at = from;
          from += width;
          return <rect key={severity} class={`fill ${severity}`} x={at} y={0} width={width} height={12} />;
        })}
      </svg>
      <ul class="legend">
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <span class={`dot ${severity}`} aria-hidden="true" />
            {words(severity)} <strong>{count(counts[severity])}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FirstSteps() {
  return (
    <Section title="First steps" about="From nothing to the first finding in a few minutes.">
      <ol class="steps">
        <li>
          <strong>Create a workspace</strong> and upload documents under <Link to={`${HOME}/workspaces`}>Workspaces</Link>.
        </li>
        <li>
          <strong>Start a scan</strong> under <Link to={`${HOME}/scans`}>Scans</Link>, and watch it.
        </li>
        <li>
          <strong>Look at what it found</strong> under <Link to={`${HOME}/incidents`}>Incidents</Link>.
        </li>
        {may("admin") && (
          <li>
            <strong>Let your pipeline do it:</strong> create a key under{" "}
            <Link to={`${HOME}/settings/api-keys`}>Settings &gt; API Keys</Link>.
          </li>
        )}
      </ol>
    </Section>
  );
}
