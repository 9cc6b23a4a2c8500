// Scans: the list, and starting one.

import { useState } from "preact/hooks";
import type { Scan, ScanScope, ScanStatus, Workspace } from "../api/contract";
import { useAction, useApi, useList } from "../api/hooks";
import { post, withQuery } from "../api/http";
import { may } from "../api/session";
import { count, duration, words } from "../format";
import { HOME, Link, navigate, useFilters } from "../router";
import { Button, Empty, PageHeader, Section, StatusBadge, Time } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { Choice, Select } from "../ui/forms";
import { ListTable, type Column } from "../ui/table";
import { SeverityCounts } from "./severity_counts";

export const STATUSES: readonly ScanStatus[] = ["queued", "running", "completed", "failed", "canceled"];

// The newest 200 workspaces, for names and choices.
export function useWorkspaces(): readonly Workspace[] | undefined {
  const reading = useApi<{ workspaces: readonly Workspace[] }>("/workspaces?page_size=200");
  return reading.data?.workspaces;
}

export function nameOf(workspaces: readonly Workspace[] | undefined, id: string): string {
  return workspaces?.find((each) => each.id === id)?.name ?? id;
}

export function scanColumns(workspaces: readonly Workspace[] | undefined): readonly Column<Scan>[] {
  return [
    {
      name: "Workspace",
      class: "strong",
      cell: (scan) => <Link to={`${HOME}/scans/${scan.id}`}>{nameOf(workspaces, scan.workspace_id)}</Link>,
    },
    { name: "Status", cell: (scan) => <StatusBadge status={scan.status} /> },
    { name: "Scope", cell: (scan) => words(scan.scope) },
    { name: "Findings", cell: (scan) => <SeverityCounts counts={scan.severity_counts} total={scan.findings_count} /> },
    {
      name: "Documents",
      class: "number",
      cell: (scan) => (
        <>
          {count(scan.coverage?.documents_scanned ?? 0)}
          {!!scan.coverage?.documents_skipped && (
            <span class="soft"> ({count(scan.coverage.documents_skipped)} skipped)</span>
          )}
        </>
      ),
    },
    { name: "Took", class: "number nowrap", cell: (scan) => (scan.started_at ? duration(scan.duration_ms) : "–") },
    { name: "Started", class: "nowrap", cell: (scan) => <Time at={scan.created_at} /> },
  ];
}

export function ScansPage() {
  const workspaces = useWorkspaces();
  const [filters, setFilters] = useFilters({ workspace: "", status: "" });
  const [starting, setStarting] = useState(false);
  const path = withQuery("/scans", { workspace_id: filters.workspace, status: filters.status });
  const list = useList<Scan>(path, "scans");
  const filtered = filters.workspace !== "" || filters.status !== "";
  const writes = may("scan:write");
  return (
    <>
      <PageHeader title="Scans" about="What was read, when, and what it found.">
        {writes && (
          <Button kind="primary" icon="scans" onClick={() => setStarting(true)}>
            Start scan
          </Button>
        )}
      </PageHeader>
      <Section
        title="All scans"
        tools={
          <div class="filters">
            <Select
              label="Workspace"
              value={filters.workspace}
              options={[["", "All workspaces"], ...(workspaces ?? []).map((each) => [each.id, each.name] as const)]}
              onChange={(workspace) => setFilters({ workspace })}
            />
            <Select
              label="Status"
              value={filters.status}
              options={[["", "Any status"], ...STATUSES.map((each) => [each, words(each)] as const)]}
              onChange={(status) => setFilters({ status })}
            />
            <Button icon="refresh" label="Reload" onClick={list.reload} />
          </div>
        }
      >
        <ListTable
          label="Scans"
          list={list}
          keyOf={(scan) => scan.id}
          columns={scanColumns(workspaces)}
          empty={
            filtered ? (
              <Empty icon="scans" title="No scan fits these filters">
                <Button small onClick={() => setFilters({ workspace: "", status: "" })}>
                  Show all
                </Button>
              </Empty>
            ) : (
              <Empty icon="scans" title="Nothing has been scanned yet">
                {writes
                  ? "Upload documents to a workspace, then start a scan."
                  : "Scans that your colleagues and pipelines start are listed here."}
              </Empty>
            )
          }
        />
      </Section>
      {starting && <StartScan workspaces={workspaces} workspace={filters.workspace} onClose={() => setStarting(false)} />}
    </>
  );
}

interface StartProps {
  readonly workspaces: readonly Workspace[] | undefined;
  readonly workspace: string;
  readonly onClose: () => void;
}

const SCAN_SCOPES = [
  { value: "full", name: "Full", words: "Reads every document" },
  { value: "incremental", name: "Incremental", words: "Reads what changed since the last completed scan" },
] as const;

export function StartScan({ workspaces, workspace, onClose }: StartProps) {
  const [chosen, setChosen] = useState(workspace);
  const [scope, setScope] = useState<ScanScope>("full");
  const target = chosen || (workspaces?.[0]?.id ?? "");
  const start = useAction(async () => {
    const scan = await post<Scan>("/scans", { workspace_id: target, scope });
    navigate(`${HOME}/scans/${scan.id}`);
  });
  if (workspaces?.length === 0) {
    return (
      <FormDialog
        title="Start scan"
        submit="Go to Workspaces"
        busy={false}
        error={undefined}
        onClose={onClose}
        onSubmit={() => navigate(`${HOME}/workspaces`)}
      >
        <p>There is no workspace to scan yet. Create one and upload documents to it.</p>
      </FormDialog>
    );
  }
  return (
    <FormDialog
      title="Start scan"
      submit="Start scan"
      busy={start.busy}
      error={start.error}
      onClose={onClose}
      onSubmit={start.run}
    >
      <Select
        label="Workspace"
        value={target}
        options={(workspaces ?? []).map((each) => [each.id, `${each.name} (${count(each.documents_count)} documents)`] as const)}
        onChange={setChosen}
      />
      <Choice legend="Scope" value={scope} options={SCAN_SCOPES} onChange={setScope} />
    </FormDialog>
  );
}
