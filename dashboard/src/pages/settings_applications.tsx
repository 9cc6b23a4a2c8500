// Settings > OAuth Applications: the clients that users, or the organization, may let in.

import { useState } from "preact/hooks";
import type { CreateClientRequest, Environment, IssuedOAuthClient, OAuthClient, Scope } from "../api/contract";
import { useAction, useList } from "../api/hooks";
import { post, remove } from "../api/http";
import { environment } from "../api/preferences";
import { Button, Empty, EnvironmentBadge, Scopes, Section, Time } from "../ui/basics";
import { Dialog, FormDialog } from "../ui/dialog";
import { Choice, EnvironmentChoice, Field, ScopeChoice } from "../ui/forms";
import { CopyButton, CopyField, SecretDialog } from "../ui/secret";
import { ListTable } from "../ui/table";
import { say } from "../ui/toasts";
import { OverlapChoice, type Overlap } from "./settings_api_keys";

type Open =
  | { readonly kind: "create" }
  | { readonly kind: "rotate" | "delete"; readonly client: OAuthClient }
  | { readonly kind: "issued"; readonly client: IssuedOAuthClient };

export function ApplicationsPage() {
  const list = useList<OAuthClient>("/oauth/clients", "clients");
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const issued = (client: IssuedOAuthClient): void => {
    setOpen({ kind: "issued", client });
    list.reload();
  };
  return (
    <Section
      title="OAuth Applications"
      about="Third-party integrations that ask users of your organization for access, or act for themselves."
      tools={
        <Button kind="primary" icon="plus" onClick={() => setOpen({ kind: "create" })}>
          Create application
        </Button>
      }
    >
      <ListTable
        label="OAuth applications"
        list={list}
        keyOf={(client) => client.client_id}
        empty={
          <Empty icon="shield" title="No applications yet">
            Create one for an integration, e.g. a Slack bot or a CI platform, and give it the client id and secret.
          </Empty>
        }
        columns={[
          {
            name: "Name and client id",
            class: "strong",
            cell: (client) => (
              <>
                {client.name}
                <br />
                <span class="under with-copy soft">
                  <code class="nowrap">{client.client_id}</code>
                  <CopyButton text={client.client_id} label={`Copy the client id of ${client.name}`} />
                </span>
              </>
            ),
          },
          {
            name: "Kind",
            class: "nowrap",
            cell: (client) => (
              <>
                {kindOf(client)} <EnvironmentBadge environment={client.environment} />
              </>
            ),
          },
          { name: "Scopes", cell: (client) => <Scopes scopes={client.scopes} /> },
          { name: "Redirect URIs", cell: (client) => <Addresses uris={client.redirect_uris} /> },
          { name: "Created", class: "nowrap", cell: (client) => <Time at={client.created_at} /> },
          {
            name: "Actions",
            hideName: true,
            class: "row-actions",
            cell: (client) => (
              <>
                {client.confidential && (
                  <Button
                    small
                    label={`Rotate the secret of ${client.name}`}
                    onClick={() => setOpen({ kind: "rotate", client })}
                  >
                    Rotate
                  </Button>
                )}
                <Button
                  small
                  kind="danger"
                  label={`Delete ${client.name}`}
                  onClick={() => setOpen({ kind: "delete", client })}
                >
                  Delete
                </Button>
              </>
            ),
          },
        ]}
      />
      {open?.kind === "create" && <CreateApplication onClose={close} onIssued={issued} />}
      {open?.kind === "rotate" && <RotateSecret client={open.client} onClose={close} onIssued={issued} />}
      {open?.kind === "delete" && <DeleteApplication client={open.client} onClose={close} onDeleted={list.reload} />}
      {open?.kind === "issued" && <IssuedApplication client={open.client} onClose={close} />}
    </Section>
  );
}

function kindOf(client: OAuthClient): string {
  if (!client.confidential) return "Public";
  return client.grant_types.includes("authorization_code") ? "Server" : "Service";
}

function Addresses({ uris }: { readonly uris: readonly string[] }) {
  if (uris.length === 0) return <span class="soft">none</span>;
  return (
    <ul class="plain">
      {uris.map((uri) => (
        <li key={uri}>
          <code class="breakable">{uri}</code>
        </li>
      ))}
    </ul>
  );
}

type Kind = "server" | "public" | "service";

const KINDS: readonly { readonly value: Kind; readonly name: string; readonly words: string }[] = [
  { value: "server", name: "Server application", words: "Asks users for access; keeps a secret on its server" },
  { value: "public", name: "Public application", words: "Asks users for access; a phone or a page, without a secret, by PKCE" },
  { value: "service", name: "Service", words: "Acts for itself with its secret; no user is asked" },
];

const GRANT_TYPES: Readonly<Record<Kind, Partial<CreateClientRequest>>> = {
  server: { grant_types: ["authorization_code", "refresh_token"] },
  public: { grant_types: ["authorization_code", "refresh_token"], confidential: false },
  service: { grant_types: ["client_credentials"] },
};

interface IssuingProps {
  readonly onClose: () => void;
  readonly onIssued: (client: IssuedOAuthClient) => void;
}

function CreateApplication({ onClose, onIssued }: IssuingProps) {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("server");
  const [uris, setUris] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["scan:read", "incidents:read"]);
  const [world, setWorld] = useState<Environment>(environment());
  const create = useAction(async () => {
    const redirects = kind === "service" ? [] : uris.split(/\s+/).filter(Boolean);
    const wanted: CreateClientRequest = { name, scopes, environment: world, redirect_uris: redirects, ...GRANT_TYPES[kind] };
    onIssued(await post<IssuedOAuthClient>("/oauth/clients", wanted));
  });
  return (
    <FormDialog
      title="Create application"
      submit="Create application"
      busy={create.busy}
      error={create.error}
      onClose={onClose}
      onSubmit={create.run}
    >
      <Field
        label="Name"
        value={name}
        onInput={setName}
        maxLength={100}
        hint="Users see it when they are asked for access."
        required
        autofocus
      />
      <Choice legend="Kind" value={kind} options={KINDS} onChange={setKind} />
      {kind !== "service" && (
        <Field
          label="Redirect URIs"
          value={uris}
          onInput={setUris}
          rows={2}
          placeholder="https://your-app.com/callback"
          hint="Where users are sent afterwards, one on each line; compared as a whole."
          required
        />
      )}
      <ScopeChoice chosen={scopes} onChange={setScopes} />
      <EnvironmentChoice
        value={world}
        onChange={setWorld}
        words={{ live: "Its tokens see production data", test: "Its tokens see sandbox data only" }}
      />
    </FormDialog>
  );
}

function IssuedApplication({ client, onClose }: { readonly client: IssuedOAuthClient; readonly onClose: () => void }) {
  const id = (
    <>
      <p class="field-name">Client id</p>
      <CopyField text={client.client_id} label="Client id" name="Copy id" />
    </>
  );
  if (client.client_secret) {
    return (
      <SecretDialog
        title={client.name}
        label="Client secret"
        secret={client.client_secret}
        warning="Copy the secret and store it securely: it is not stored here and cannot be shown again."
        onClose={onClose}
      >
        {id}
      </SecretDialog>
    );
  }
  return (
    <Dialog title={client.name} onClose={onClose}>
      <div class="dialog-body">
        <p>A public application has no secret; it proves itself by PKCE.</p>
        {id}
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}

function RotateSecret({ client, onClose, onIssued }: IssuingProps & { readonly client: OAuthClient }) {
  const [overlap, setOverlap] = useState<Overlap>("86400");
  const rotate = useAction(async () => {
    const path = `/oauth/clients/${client.client_id}/rotate-secret`;
    onIssued(await post<IssuedOAuthClient>(path, { overlap_seconds: Number(overlap) }));
  });
  return (
    <FormDialog
      title={`Rotate the secret of ${client.name}`}
      submit="Rotate secret"
      busy={rotate.busy}
      error={rotate.error}
      onClose={onClose}
      onSubmit={rotate.run}
    >
      <p>The application gets a new secret, shown once. Its tokens stay as they are.</p>
      <OverlapChoice value={overlap} onChange={setOverlap} />
    </FormDialog>
  );
}

interface DeleteProps {
  readonly client: OAuthClient;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

function DeleteApplication({ client, onClose, onDeleted }: DeleteProps) {
  const act = useAction(async () => {
    await remove(`/oauth/clients/${client.client_id}`);
    onDeleted();
    onClose();
    say(`${client.name} is deleted.`);
  });
  return (
    <FormDialog
      title={`Delete ${client.name}?`}
      submit="Delete"
      danger
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={act.run}
    >
      <p>All that users granted to it ends, and its tokens are refused within a second. This cannot be undone.</p>
    </FormDialog>
  );
}
