// Settings > Organization: its name, its plan and what the plan allows.

import { useEffect, useState } from "preact/hooks";
import type { Organization } from "../api/contract";
import { useAction, useApi } from "../api/hooks";
import { patch } from "../api/http";
import { day, words } from "../format";
import { HOME, Link } from "../router";
import { Button, Facts, Fault, Loading, Section } from "../ui/basics";
import { Field } from "../ui/forms";
import { CopyButton } from "../ui/secret";
import { say } from "../ui/toasts";

const LIVE = { alwaysLive: true };

export function OrganizationPage() {
  const reading = useApi<Organization>("/organization", LIVE);
  const [name, setName] = useState("");
  const organization = reading.data;
  useEffect(() => {
    if (organization) setName(organization.name);
  }, [organization?.name]);
  const rename = useAction(async () => {
    reading.set(await patch<Organization>("/organization", { name }, LIVE));
    say("The name is changed.");
  });
  if (!organization) {
    return (
      <Section title="Organization">
        {reading.error ? <Fault error={reading.error} retry={reading.reload} /> : <Loading />}
      </Section>
    );
  }
  return (
    <Section title="Organization">
      <Facts
        facts={[
          [
            "Id",
            <span class="with-copy">
              <code>{organization.id}</code>
              <CopyButton text={organization.id} label="Copy the organization's id" />
            </span>,
          ],
          ["Plan", <span class="badge plan">{words(organization.plan)}</span>],
          ["Limits", <Link to={`${HOME}/usage`}>See usage</Link>],
          ["Since", organization.created_at ? day(organization.created_at) : "–"],
        ]}
      />
      <form
        class="narrow"
        onSubmit={(event) => {
          event.preventDefault();
          rename.run();
        }}
      >
        <Fault error={rename.error} />
        <Field label="Name" value={name} onInput={setName} maxLength={100} required />
        <Button kind="primary" type="submit" busy={rename.busy} disabled={name === organization.name}>
          Save
        </Button>
      </form>
    </Section>
  );
}
