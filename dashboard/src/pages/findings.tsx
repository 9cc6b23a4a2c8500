// The findings of a scan.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Finding, FindingCategory, Scan, Severity } from "../api/contract";
import { useList } from "../api/hooks";
import { withQuery } from "../api/http";
import { isFinal } from "../api/watch";
import { CATEGORIES, count, SEVERITIES, words } from "../format";
import { HOME, Link, useFilters } from "../router";
import { Button, Empty, Facts, Section, SeverityBadge } from "../ui/basics";
import { Dialog } from "../ui/dialog";
import { Select } from "../ui/forms";
import { ListTable, type Column } from "../ui/table";

export const CATEGORY_OPTIONS = [
  ["", "All categories"] as const,
  ...(Object.entries(CATEGORIES) as [FindingCategory, string][]),
];
export const SEVERITY_OPTIONS = [
  ["", "Any severity"] as const,
  ...SEVERITIES.map((each): readonly [Severity, string] => [each, words(each)]),
];

export function Findings({ scan }: { readonly scan: Scan }) {
  const [filters, setFilters] = useFilters({ severity: "", category: "", suppressed: "" });
  const [shown, setShown] = useState<Finding>();
  const { severity, category } = filters;
  const suppressed = filters.suppressed === "yes";
  const list = useList<Finding>(withQuery(`/scans/${scan.id}/findings`, { severity, category, suppressed }), "findings");

  // What a running scan has found is read once more when it is done, and not at every step.
  const final = isFinal(scan);
  const before = useRef(final);
  useEffect(() => {
    if (final && !before.current) list.reload();
    before.current = final;
  }, [final]);

  const filtered = severity !== "" || category !== "";
  return (
    <Section
      title={suppressed ? "Suppressed findings" : "Findings"}
      about={
        suppressed
          ? "Known and meant: by a comment in the document or by the workspace's .netallionignore."
          : "What was found stays where it is; here it is redacted."
      }
      tools={
        <div class="filters">
          <Select label="Severity" value={severity} options={SEVERITY_OPTIONS} onChange={(to) => setFilters({ severity: to })} />
          <Select label="Category" value={category} options={CATEGORY_OPTIONS} onChange={(to) => setFilters({ category: to })} />
          <label class="toggle">
            <input
              type="checkbox"
              checked={suppressed}
              onChange={(event) => setFilters({ suppressed: event.currentTarget.checked ? "yes" : "" })}
            />
            Suppressed ({count(scan.suppressed_count)})
          </label>
        </div>
      }
    >
      <ListTable
        label="Findings"
        list={list}
        keyOf={(finding) => finding.id}
        columns={columns(setShown)}
        empty={
          <Empty icon="shield" title={nothing(filtered, suppressed, final)}>
            {filtered && (
              <Button small onClick={() => setFilters({ severity: "", category: "" })}>
                Show all
              </Button>
            )}
          </Empty>
        }
      />
      {shown && <FindingDialog finding={shown} onClose={() => setShown(undefined)} />}
    </Section>
  );
}

function nothing(filtered: boolean, suppressed: boolean, final: boolean): string {
  if (filtered) return "No finding fits these filters";
  if (suppressed) return "Nothing is suppressed";
  return final ? "Nothing was found" : "Nothing was found so far";
}

function columns(show: (finding: Finding) => void): readonly Column<Finding>[] {
  return [
    { name: "Severity", cell: (finding) => <SeverityBadge severity={finding.severity} /> },
    {
      name: "Rule",
      cell: (finding) => (
        <>
          <code class="nowrap">{finding.rule_id}</code>
          <span class="under soft">{CATEGORIES[finding.category]}</span>
        </>
      ),
    },
    {
      name: "Place",
      cell: (finding) => (
        <code class="breakable">
          {finding.path}
          <span class="soft">
            :{finding.line}:{finding.column}
          </span>
        </code>
      ),
    },
    { name: "Excerpt", class: "wide", cell: (finding) => <code class="excerpt">{finding.excerpt}</code> },
    {
      name: "Actions",
      hideName: true,
      class: "row-actions",
      cell: (finding) => (
        <Button small label={`Details of ${finding.rule_id} in ${finding.path}`} onClick={() => show(finding)}>
          Details
        </Button>
      ),
    },
  ];
}

function FindingDialog({ finding, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const { suppression } = finding;
  return (
    <Dialog title={CATEGORIES[finding.category]} onClose={onClose}>
      <div class="dialog-body">
        <pre class="excerpt">{finding.excerpt}</pre>
        <Facts
          facts={[
            ["Rule", <code class="breakable">{finding.rule_id}</code>],
            ["Severity", <SeverityBadge severity={finding.severity} />],
            ["Confidence", finding.confidence ? words(finding.confidence) : "–"],
            [
              "Place",
              <code class="breakable">
                {finding.path}:{finding.line}:{finding.column}
              </code>,
            ],
            ...(suppression
              ? [["Suppressed by", `${words(suppression.source)}, line ${suppression.line}`] as const]
              : []),
          ]}
        />
        <h3>What to do</h3>
        <p>{finding.remediation}</p>
      </div>
      <div class="dialog-foot">
        {finding.incident_id && (
          <Link class="button secondary" to={`${HOME}/incidents/${finding.incident_id}`}>
            Open the incident
          </Link>
        )}
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
