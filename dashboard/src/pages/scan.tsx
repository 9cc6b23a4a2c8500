// A scan: its progress while it runs, what it could not read, what it found.

import type { Scan } from "../api/contract";
import { useAction, useApi } from "../api/hooks";
import { call, post } from "../api/http";
import { may } from "../api/session";
import { isFinal, useScan } from "../api/watch";
import { count, duration, plural, words } from "../format";
import { HOME, Link } from "../router";
import { Button, Facts, Fault, Loading, Notice, PageHeader, Section, StatusBadge, Time } from "../ui/basics";
import { Table } from "../ui/table";
import { Findings } from "./findings";
import { nameOf, useWorkspaces } from "./scans";
import { SeverityCounts } from "./severity_counts";

const BACK = { to: `${HOME}/scans`, name: "Scans" };

export function ScanPage({ id }: { readonly id: string }) {
  const { scan, error, reload } = useScan(id);
  const workspaces = useWorkspaces();
  const cancel = useAction(async () => {
    await post(`/scans/${id}/cancel`);
    reload();
  });
  const sarif = useAction(async () => download(await call(`/scans/${id}/sarif`), `${id}.sarif`));
  if (!scan) {
    return (
      <>
        <PageHeader title="Scan" back={BACK} />
        {error ? <Fault error={error} retry={reload} /> : <Loading />}
      </>
    );
  }
  const workspace = nameOf(workspaces, scan.workspace_id);
  return (
    <>
      <PageHeader title={`Scan of ${workspace}`} about={<code>{scan.id}</code>} back={BACK}>
        {!isFinal(scan) && may("scan:write") && (
          <Button kind="danger" busy={cancel.busy} onClick={() => cancel.run()}>
            Cancel scan
          </Button>
        )}
        {isFinal(scan) && (
          <Button icon="download" busy={sarif.busy} onClick={() => sarif.run()}>
            Download SARIF
          </Button>
        )}
      </PageHeader>
      <Fault error={error ?? cancel.error ?? sarif.error} />
      <Progress scan={scan} />
      <Section title="Summary">
        <Facts
          facts={[
            ["Status", <StatusBadge status={scan.status} />],
            ["Workspace", <Link to={`${HOME}/workspaces/${scan.workspace_id}`}>{workspace}</Link>],
            ["Scope", words(scan.scope)],
            ["Findings", <SeverityCounts counts={scan.severity_counts} total={scan.findings_count} />],
            ["Suppressed", count(scan.suppressed_count)],
            ["Coverage", <CoverageWords scan={scan} />],
            ["Started", <Time at={scan.created_at} />],
            ["Took", scan.started_at ? duration(scan.duration_ms) : "–"],
            ["Started by", <TriggeredBy id={scan.triggered_by} />],
          ]}
        />
      </Section>
      <Skipped scan={scan} />
      <Findings scan={scan} />
    </>
  );
}

function Progress({ scan }: { readonly scan: Scan }) {
  const total = scan.coverage?.documents_total ?? 0;
  const scanned = (scan.coverage?.documents_scanned ?? 0) + (scan.coverage?.documents_skipped ?? 0);
  if (scan.status === "failed") {
    return <Notice kind="warning">The scan failed{scan.error ? `: ${scan.error}` : "."}</Notice>;
  }
  if (isFinal(scan)) return null;
  const text = scan.status === "queued" ? "Waiting for a worker" : `${count(scanned)} of ${plural(total, "document")}`;
  return (
    <section class="card progress" aria-label="Progress">
      <div class="progress-words" role="status">
        <span class="spinner" aria-hidden="true" /> <strong>{text}</strong>
        <span class="soft">{plural(scan.findings_count, "finding")} so far</span>
      </div>
      <progress max={Math.max(total, 1)} value={scanned} aria-label="Documents read" />
    </section>
  );
}

function CoverageWords({ scan }: { readonly scan: Scan }) {
  const { coverage } = scan;
  if (!coverage) return <span class="soft">–</span>;
  const read = `${count(coverage.documents_scanned)} of ${plural(coverage.documents_total, "document")}`;
  if (coverage.complete) return <>{read}, complete</>;
  return isFinal(scan) ? <strong>{read}, incomplete</strong> : <>{read}</>;
}

function TriggeredBy({ id }: { readonly id: string }) {
  const keys = useApi<{ api_keys: readonly { id: string; name: string }[] }>(
    id.startsWith("key_") && may("admin") ? "/api-keys?page_size=200" : "",
  );
  const key = keys.data?.api_keys.find((each) => each.id === id);
  return key ? <>Key “{key.name}”</> : <code>{id}</code>;
}

const REASONS: Readonly<Record<string, string>> = {
  unreadable: "It cannot be decrypted",
  deleted: "It was gone when its turn came",
  timeout: "A detector took too long",
  detector_failed: "A detector failed",
  too_large: "It is larger than detectors read",
  too_many_matches: "It has more matches than are kept",
};

function Skipped({ scan }: { readonly scan: Scan }) {
  const skipped = scan.coverage?.skipped ?? [];
  const all = scan.coverage?.documents_skipped ?? 0;
  if (skipped.length === 0) return null;
  const about = all > skipped.length ? `The first ${count(skipped.length)} of ${count(all)}.` : undefined;
  return (
    <Section title="Documents that were not read to their end" about={about}>
      <Table
        label="Skipped documents"
        rows={skipped}
        keyOf={(each) => each.path}
        columns={[
          { name: "Document", cell: (each) => <code class="breakable">{each.path}</code> },
          { name: "Why", cell: (each) => REASONS[each.reason] ?? words(each.reason) },
        ]}
      />
    </Section>
  );
}

async function download(response: Response, name: string): Promise<void> {
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
