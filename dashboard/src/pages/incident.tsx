// An incident: what it is, where it stands, what happened to it, and what to do with it.

import { useState } from "preact/hooks";
import type { Incident, IncidentStatus, Occurrence } from "../api/contract";
import { useAction, useApi } from "../api/hooks";
import { post } from "../api/http";
import { useRule } from "../api/rules";
import { isMember } from "../api/session";
import { CATEGORIES, fullTime, plural, words } from "../format";
import { HOME, Link } from "../router";
import { Button, Empty, Facts, Fault, Loading, PageHeader, Section, SeverityBadge, StatusBadge, Time } from "../ui/basics";
import { Table } from "../ui/table";
import { say } from "../ui/toasts";
import { Assignee, IgnoreDialog, NoteDialog, type Step } from "./incident_actions";
import { Timeline } from "./incident_timeline";
import { nameOf, useWorkspaces } from "./scans";

const BACK = { to: `${HOME}/incidents`, name: "Incidents" };

// What may be done with an incident of a status, the likeliest first.
const STEPS: Readonly<Record<IncidentStatus, readonly Step[]>> = {
  open: ["acknowledge", "resolve", "ignore"],
  acknowledged: ["resolve", "ignore", "reopen"],
  resolved: ["reopen"],
  ignored: ["reopen"],
};

export function IncidentPage({ id }: { readonly id: string }) {
  const reading = useApi<Incident>(`/incidents/${id}`);
  const workspaces = useWorkspaces();
  const [step, setStep] = useState<Step>();
  // The answers to actions have no places and no timeline, so the incident is read anew.
  const acknowledge = useAction(async () => {
    await post(`/incidents/${id}/acknowledge`);
    done("acknowledge");
  });
  const done = (what: Step): void => {
    setStep(undefined);
    reading.reload();
    say(SAID[what]);
  };
  const incident = reading.data;
  if (!incident) {
    return (
      <>
        <PageHeader title="Incident" back={BACK} />
        {reading.error ? <Fault error={reading.error} retry={reading.reload} /> : <Loading />}
      </>
    );
  }
  const close = (): void => setStep(undefined);
  const member = isMember();
  return (
    <>
      <PageHeader title={incident.title} about={<code>{incident.rule_id}</code>} back={BACK}>
        {member &&
          STEPS[incident.status].map((each, index) => (
            <Button
              key={each}
              kind={index === 0 ? "primary" : "secondary"}
              busy={each === "acknowledge" && acknowledge.busy}
              onClick={() => (each === "acknowledge" ? acknowledge.run() : setStep(each))}
            >
              {words(each)}
            </Button>
          ))}
      </PageHeader>
      <Fault error={acknowledge.error ?? reading.error} />
      <div class="two">
        <div>
          <Section title="What it is">
            <Facts
              facts={[
                ["Severity", <SeverityBadge severity={incident.severity} />],
                ["Status", <Standing incident={incident} />],
                ["Category", CATEGORIES[incident.category]],
                [
                  "Workspace",
                  <Link to={`${HOME}/workspaces/${incident.workspace_id}`}>
                    {nameOf(workspaces, incident.workspace_id)}
                  </Link>,
                ],
                ["First seen", <Time at={incident.first_seen_at} />],
                ["Last seen", <Time at={incident.last_seen_at} />],
                ["Assignee", <Assignee incident={incident} canAssign={member} onDone={reading.reload} />],
              ]}
            />
            <Advice incident={incident} />
          </Section>
          <Occurrences incident={incident} />
        </div>
        <Timeline incident={incident} canComment={member} onDone={reading.reload} />
      </div>
      {step === "ignore" && <IgnoreDialog id={id} onClose={close} onDone={() => done("ignore")} />}
      {(step === "resolve" || step === "reopen") && (
        <NoteDialog id={id} step={step} onClose={close} onDone={() => done(step)} />
      )}
    </>
  );
}

const SAID: Readonly<Record<Step, string>> = {
  acknowledge: "The incident is acknowledged.",
  resolve: "The incident is resolved. It opens by itself if a later scan finds it again.",
  ignore: "The incident is ignored.",
  reopen: "The incident is open again.",
};

function Standing({ incident }: { readonly incident: Incident }) {
  return (
    <>
      <StatusBadge status={incident.status} />
      {incident.regressed && <span class="badge regressed">Came back</span>}
      {incident.status === "ignored" && incident.resolution && (
        <span class="under soft">
          {words(incident.resolution)}
          {incident.ignored_until ? `, until ${fullTime(incident.ignored_until)}` : ", for ever"}
        </span>
      )}
    </>
  );
}

// Why it matters and what to do, as the rule says.
function Advice({ incident }: { readonly incident: Incident }) {
  const found = useRule(incident);
  if (!found) return null;
  return (
    <>
      <h3>Why it matters</h3>
      <p>{found.why}</p>
      <h3>What to do</h3>
      <p>{found.remediation}</p>
    </>
  );
}

function Occurrences({ incident }: { readonly incident: Incident }) {
  const places = incident.occurrences;
  return (
    <Section title="Occurrences" about={`It stands in ${plural(incident.occurrences_count, "place")} now.`}>
      {places.length === 0 ? (
        <Empty icon="incidents" title="It is in no document any more" />
      ) : (
        <Table
          label="Occurrences"
          rows={places}
          keyOf={(each) => `${each.path}:${each.line}:${each.column}`}
          columns={[
            { name: "Place", cell: (each) => <Place occurrence={each} /> },
            { name: "First seen", class: "nowrap", cell: (each) => <Time at={each.first_seen_at} /> },
            { name: "Last seen", class: "nowrap", cell: (each) => <Time at={each.last_seen_at} /> },
            { name: "Last scan", class: "nowrap", cell: (each) => <Link to={`${HOME}/scans/${each.scan_id}`}>Open scan</Link> },
          ]}
        />
      )}
    </Section>
  );
}

function Place({ occurrence }: { readonly occurrence: Occurrence }) {
  return (
    <>
      <code class={occurrence.gone_at ? "breakable gone" : "breakable"}>
        {occurrence.path}
        <span class="soft">
          :{occurrence.line}:{occurrence.column}
        </span>
      </code>
      {occurrence.gone_at && (
        <span class="under soft">
          Gone since <Time at={occurrence.gone_at} />
        </span>
      )}
    </>
  );
}
