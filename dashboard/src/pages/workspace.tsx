// A workspace: its documents, uploading more, its latest scans.

import { useRef, useState } from "preact/hooks";
import type { Document, Scan, Workspace } from "../api/contract";
import { useAction, useApi, useList } from "../api/hooks";
import { patch, remove, withQuery } from "../api/http";
import { may } from "../api/session";
import { chosenFrom, LARGEST, upload, type Chosen } from "../api/upload";
import { bytes, count, plural } from "../format";
import { HOME, Link, navigate } from "../router";
import { Button, Empty, Fault, Loading, PageHeader, Section, Time } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { Field } from "../ui/forms";
import { Icon } from "../ui/icons";
import { ListTable } from "../ui/table";
import { say } from "../ui/toasts";
import { scanColumns, StartScan } from "./scans";

const BACK = { to: `${HOME}/workspaces`, name: "Workspaces" };
type Open = "scan" | "rename" | "delete" | undefined;

export function WorkspacePage({ id }: { readonly id: string }) {
  const reading = useApi<Workspace>(`/workspaces/${id}`);
  const documents = useList<Document>(`/workspaces/${id}/documents`, "documents");
  const scans = useList<Scan>(`/scans?workspace_id=${id}&page_size=5`, "scans");
  const [open, setOpen] = useState<Open>();
  const workspace = reading.data;
  const close = (): void => setOpen(undefined);
  const changed = (): void => {
    reading.reload();
    documents.reload();
  };
  if (!workspace) {
    return (
      <>
        <PageHeader title="Workspace" back={BACK} />
        {reading.error ? <Fault error={reading.error} retry={reading.reload} /> : <Loading />}
      </>
    );
  }
  const writes = may("scan:write");
  return (
    <>
      <PageHeader title={workspace.name} about={<code>{workspace.id}</code>} back={BACK}>
        {writes && (
          <>
            <Button onClick={() => setOpen("rename")}>Rename</Button>
            <Button kind="danger" onClick={() => setOpen("delete")}>
              Delete
            </Button>
            <Button kind="primary" icon="scans" disabled={workspace.documents_count === 0} onClick={() => setOpen("scan")}>
              Start scan
            </Button>
          </>
        )}
      </PageHeader>
      {writes && <Upload workspace={id} onStored={changed} />}
      <Documents workspace={workspace} list={documents} writes={writes} onChanged={changed} />
      <Section
        title="Latest scans"
        tools={
          <Link class="button secondary small" to={`${HOME}/scans#workspace=${id}`}>
            All its scans
          </Link>
        }
      >
        <ListTable
          label="Latest scans"
          list={{ ...scans, more: undefined }}
          keyOf={(scan) => scan.id}
          columns={scanColumns([workspace])}
          empty={<Empty icon="scans" title="Not scanned yet" />}
        />
      </Section>
      {open === "scan" && <StartScan workspaces={[workspace]} workspace={id} onClose={close} />}
      {open === "rename" && <Rename workspace={workspace} onClose={close} onDone={reading.set} />}
      {open === "delete" && <Delete workspace={workspace} onClose={close} />}
    </>
  );
}

interface DocumentsProps {
  readonly workspace: Workspace;
  readonly list: ReturnType<typeof useList<Document>>;
  readonly writes: boolean;
  readonly onChanged: () => void;
}

function Documents({ workspace, list, writes, onChanged }: DocumentsProps) {
  const drop = useAction(async (document: Document) => {
    await remove(withQuery(`/workspaces/${workspace.id}/documents`, { path: document.path }));
    onChanged();
    say(`${document.path} is deleted.`);
  });
  return (
    <Section title="Documents" about={plural(workspace.documents_count, "document")}>
      <Fault error={drop.error} />
      <ListTable
        label="Documents"
        list={list}
        keyOf={(document) => document.path}
        empty={
          <Empty icon="upload" title="No documents yet">
            {writes ? "Drop files above, or run “netallion scan” in a folder." : "Nothing has been uploaded."}
          </Empty>
        }
        columns={[
          { name: "Path", cell: (document) => <code class="breakable">{document.path}</code> },
          { name: "Type", cell: (document) => document.media_type || "–" },
          { name: "Size", class: "number nowrap", cell: (document) => bytes(document.size) },
          { name: "Changed", class: "nowrap", cell: (document) => <Time at={document.updated_at} /> },
          ...(writes
            ? [
                {
                  name: "Actions",
                  hideName: true,
                  class: "row-actions",
                  cell: (document: Document) => (
                    <Button
                      small
                      kind="danger"
                      label={`Delete ${document.path}`}
                      disabled={drop.busy}
                      onClick={() => drop.run(document)}
                    >
                      Delete
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

interface UploadProps {
  readonly workspace: string;
  readonly onStored: () => void;
}

function Upload({ workspace, onStored }: UploadProps) {
  const [over, setOver] = useState(false);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<{ done: number; all: number }>();
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const store = useAction(async (chosen: readonly Chosen[]) => {
    const fitting = chosen.filter((each) => each.file.size <= LARGEST);
    setLeft(chosen.filter((each) => each.file.size > LARGEST).map((each) => each.path));
    setProgress({ done: 0, all: fitting.length });
    try {
      await upload(workspace, fitting, (done) => setProgress({ done, all: fitting.length }));
      if (fitting.length > 0) say(`${plural(fitting.length, "document")} uploaded.`);
    } finally {
      setProgress(undefined);
      onStored();
    }
  });
  const take = (field: HTMLInputElement): void => {
    if (field.files?.length) store.run(chosenFrom(field.files));
    field.value = "";
  };
  return (
    <section
      class={over ? "card drop over" : "card drop"}
      aria-label="Upload documents"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer?.files.length) store.run(chosenFrom(event.dataTransfer.files));
      }}
    >
      <Icon name="upload" size={24} />
      <p>
        <strong>Drop files here</strong> <span class="soft">or choose them. The same path replaces what was there.</span>
      </p>
      <div class="actions">
        <Button small disabled={store.busy} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <Button small disabled={store.busy} onClick={() => folder.current?.click()}>
          Choose a folder
        </Button>
      </div>
      <input ref={input} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
      <input
        ref={(field) => {
          folder.current = field;
          if (field) field.webkitdirectory = true;
        }}
        type="file"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
      {progress && (
        <div class="drop-wide" role="status">
          <progress max={Math.max(progress.all, 1)} value={progress.done} aria-label="Files stored" />
          {count(progress.done)} of {count(progress.all)}
        </div>
      )}
      <div class="drop-wide">
        <Fault error={store.error} />
        {left.length > 0 && (
          <div class="notice warning" role="alert">
            <p>
              Larger than {bytes(LARGEST)}, and not uploaded: {left.join(", ")}. The command line uploads up to 16 MiB:{" "}
              <code>netallion scan</code>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

interface RenameProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
  readonly onDone: (workspace: Workspace) => void;
}

function Rename({ workspace, onClose, onDone }: RenameProps) {
  const [name, setName] = useState(workspace.name);
  const act = useAction(async () => {
    onDone(await patch<Workspace>(`/workspaces/${workspace.id}`, { name }));
    onClose();
  });
  return (
    <FormDialog title="Rename workspace" submit="Save" busy={act.busy} error={act.error} onClose={onClose} onSubmit={act.run}>
      <Field label="Name" value={name} onInput={setName} maxLength={100} required autofocus />
    </FormDialog>
  );
}

function Delete({ workspace, onClose }: { readonly workspace: Workspace; readonly onClose: () => void }) {
  const act = useAction(async () => {
    await remove(`/workspaces/${workspace.id}`);
    navigate(BACK.to, { replace: true });
    say(`${workspace.name} is deleted.`);
  });
  return (
    <FormDialog
      title={`Delete ${workspace.name}?`}
      submit="Delete"
      danger
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={act.run}
    >
      <p>Its documents, scans and incidents go with it. This cannot be undone.</p>
    </FormDialog>
  );
}
