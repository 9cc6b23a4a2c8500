// Settings > Authorized Applications: what the user has let in.

import { useState } from "preact/hooks";
import type { OAuthGrant } from "../api/contract";
import { useAction, useList } from "../api/hooks";
import { remove } from "../api/http";
import { Button, Empty, EnvironmentBadge, Scopes, Section, Time } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { ListTable } from "../ui/table";
import { say } from "../ui/toasts";

export function AuthorizedPage() {
  const list = useList<OAuthGrant>("/oauth/grants", "grants");
  const [leaving, setLeaving] = useState<OAuthGrant>();
  return (
    <Section title="Authorized Applications" about="Applications that act in your name, as far as you allowed it.">
      <ListTable
        label="Authorized applications"
        list={list}
        keyOf={(grant) => grant.id}
        empty={
          <Empty icon="shield" title="You have not authorized any application">
            When an application asks for access and you allow it, it is listed here, and you can withdraw it.
          </Empty>
        }
        columns={[
          { name: "Application", class: "strong", cell: (grant) => grant.client_name },
          { name: "May", cell: (grant) => <Scopes scopes={grant.scopes} /> },
          { name: "Environment", cell: (grant) => <EnvironmentBadge environment={grant.environment} /> },
          { name: "Authorized", class: "nowrap", cell: (grant) => <Time at={grant.created_at} /> },
          { name: "Last used", class: "nowrap", cell: (grant) => <Time at={grant.last_used_at} /> },
          {
            name: "Actions",
            hideName: true,
            class: "row-actions",
            cell: (grant) => (
              <Button small kind="danger" label={`Withdraw ${grant.client_name}`} onClick={() => setLeaving(grant)}>
                Withdraw
              </Button>
            ),
          },
        ]}
      />
      {leaving && <Withdraw grant={leaving} onClose={() => setLeaving(undefined)} onDone={list.reload} />}
    </Section>
  );
}

interface WithdrawProps {
  readonly grant: OAuthGrant;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Withdraw({ grant, onClose, onDone }: WithdrawProps) {
  const act = useAction(async () => {
    await remove(`/oauth/grants/${grant.id}`);
    onDone();
    onClose();
    say(`${grant.client_name} has no more access.`);
  });
  return (
    <FormDialog
      title={`Withdraw ${grant.client_name}?`}
      submit="Withdraw"
      danger
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={act.run}
    >
      <p>Its tokens are refused within a second. If it wants access again, it must ask you again.</p>
    </FormDialog>
  );
}
