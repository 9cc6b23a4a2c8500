// Usage: how far each credential's windows are used up now, and the calls of the last 30 days.

import { useState } from "preact/hooks";
import type { CredentialUsage, GetUsageResponse, UsageWindow } from "../api/contract";
import { useList } from "../api/hooks";
import { may } from "../api/session";
import { clockTime, count, plural, words } from "../format";
import { Button, Empty, Facts, Fault, Loading, PageHeader, Section } from "../ui/basics";
import { Select } from "../ui/forms";
import { Bars } from "../ui/bars";
import { ListTable } from "../ui/table";

const KINDS: Readonly<Record<string, string>> = {
  api_key: "API key",
  session: "Session",
  oauth: "OAuth",
};
const WINDOWS: Readonly<Record<string, string>> = { minute: "Minute", second: "Second", day: "Day" };

// The daily quota in words: a plan without one has no such window.
export function quotaOf(usage: GetUsageResponse): string {
  const limit = dailyLimit(usage);
  return limit ? `${count(limit)} a day for each key` : "unlimited";
}

function dailyLimit(usage: GetUsageResponse): number | undefined {
  return usage.limits.find((each) => each.window === "day")?.limit;
}

export function UsagePage() {
  const list = useList<CredentialUsage, GetUsageResponse>("/usage", "credentials");
  const [chosen, setChosen] = useState("");
  const usage = list.answer;
  if (!usage) {
    return (
      <>
        <PageHeader title="Usage" />
        {list.error ? <Fault error={list.error} retry={list.reload} /> : <Loading />}
      </>
    );
  }
  const one = list.items?.find((each) => each.credential_id === chosen);
  const days = one ? one.days : usage.days;
  const limit = dailyLimit(usage);
  return (
    <>
      <PageHeader
        title="Usage"
        about={may("admin") ? "Calls of all credentials of your organization." : "Calls of this session."}
      >
        <Button icon="refresh" onClick={list.reload}>
          Reload
        </Button>
      </PageHeader>
      <Section title="Your plan" about="What it allows each key, session and grant. Windows of one do not touch another's.">
        <Facts
          facts={[
            ["Plan", <span class="badge plan">{words(usage.plan)}</span>],
            ["Rate limit", perWindow(usage, "minute")],
            ["Burst", perWindow(usage, "second")],
            ["Daily quota", limit ? `${count(limit)} requests/day` : "Unlimited"],
          ]}
        />
      </Section>
      <Section
        title="Calls per day"
        about="The last 30 days, in UTC."
        tools={
          <div class="filters">
            <Select
              label="Credential"
              value={chosen}
              options={[
                ["", "All together"],
                ...(list.items ?? []).map((each) => [each.credential_id, nameOf(each)] as const),
              ]}
              onChange={setChosen}
            />
          </div>
        }
      >
        <Bars days={days} {...(one && limit ? { limit } : {})} />
        <p class="soft">
          {plural(days.reduce((sum, each) => sum + each.calls, 0), "call")} in 30 days
          {limit && !one ? ". Choose a credential to see its days against the daily quota." : "."}
        </p>
      </Section>
      <Section title="Windows now" about="What is left to each credential, and when more comes.">
        <ListTable
          label="Windows of each credential"
          list={list}
          keyOf={(each) => each.credential_id}
          empty={<Empty icon="usage" title="Nothing has called yet" />}
          columns={[
            {
              name: "Credential",
              class: "strong",
              cell: (each) => (
                <>
                  {each.name || <span class="soft">Deleted</span>}
                  <span class="under soft">
                    {KINDS[each.kind] ?? words(each.kind)} <code class="breakable">{each.credential_id}</code>
                  </span>
                </>
              ),
            },
            {
              name: "Windows",
              class: "gauges",
              cell: (each) => each.windows.map((window) => <Gauge key={window.window} window={window} of={nameOf(each)} />),
            },
            { name: "Calls in 30 days", class: "number", cell: (each) => count(each.calls) },
          ]}
        />
      </Section>
    </>
  );
}

function nameOf(each: CredentialUsage): string {
  return each.kind === "session" ? `Session of ${each.name || each.credential_id}` : each.name || each.credential_id;
}

function perWindow(usage: GetUsageResponse, window: string): string {
  const limit = usage.limits.find((each) => each.window === window)?.limit;
  return limit ? `${count(limit)} requests/${window}` : "–";
}

function Gauge({ window, of }: { readonly window: UsageWindow; readonly of: string }) {
  const used = Math.max(window.limit - window.remaining, 0);
  const share = window.limit > 0 ? used / window.limit : 0;
  const level = share >= 0.9 ? "full" : share >= 0.7 ? "high" : "calm";
  const frees = window.resets_at ? `; more from ${clockTime(Date.parse(window.resets_at))}` : "";
  return (
    <div class="gauge">
      <span class="gauge-name">{WINDOWS[window.window] ?? window.window}</span>
      <meter
        class={level}
        min={0}
        max={window.limit}
        value={used}
        aria-label={`${of}: used of ${count(window.limit)} a ${window.window}`}
      />
      <span class="gauge-words" title={`${count(used)} used${frees}`}>
        {count(window.remaining)} <span class="soft">of {count(window.limit)} left</span>
      </span>
    </div>
  );
}
