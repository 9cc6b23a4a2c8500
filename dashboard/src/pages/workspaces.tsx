// Workspaces: the list, and making one.

import { useState } from "preact/hooks";
import type { Workspace } from "../api/contract";
import { useAction, useList } from "../api/hooks";
import { post } from "../api/http";
import { may } from "../api/session";
import { count } from "../format";
import { HOME, Link, navigate } from "../router";
import { Button, Empty, PageHeader, Section, Time } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { Field } from "../ui/forms";
import { ListTable } from "../ui/table";

export function WorkspacesPage() {
  const list = useList<Workspace>("/workspaces", "workspaces");
  const [creating, setCreating] = useState(false);
  const writes = may("scan:write");
  return (
    <>
      <PageHeader title="Workspaces" about="Sets of documents that are scanned as one, e.g. a repository.">
        {writes && (
          <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
            Create workspace
          </Button>
        )}
      </PageHeader>
      <Section title="All workspaces">
        <ListTable
          label="Workspaces"
          list={list}
          keyOf={(workspace) => workspace.id}
          empty={
            <Empty icon="workspaces" title="No workspaces yet">
              {writes
                ? "Create one, upload documents to it, and scan them."
                : "Workspaces that your colleagues create are listed here."}
            </Empty>
          }
          columns={[
            {
              name: "Name",
              class: "strong",
              cell: (workspace) => <Link to={`${HOME}/workspaces/${workspace.id}`}>{workspace.name}</Link>,
            },
            { name: "Documents", class: "number", cell: (workspace) => count(workspace.documents_count) },
            { name: "Created", class: "nowrap", cell: (workspace) => <Time at={workspace.created_at} /> },
            { name: "Id", cell: (workspace) => <code class="nowrap">{workspace.id}</code> },
          ]}
        />
      </Section>
      {creating && <CreateWorkspace onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateWorkspace({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const create = useAction(async () => {
    const made = await post<Workspace>("/workspaces", { name });
    navigate(`${HOME}/workspaces/${made.id}`);
  });
  return (
    <FormDialog
      title="Create workspace"
      submit="Create workspace"
      busy={create.busy}
      error={create.error}
      onClose={onClose}
      onSubmit={create.run}
    >
      <Field label="Name" value={name} onInput={setName} maxLength={100} placeholder="payments-service" required autofocus />
    </FormDialog>
  );
}
