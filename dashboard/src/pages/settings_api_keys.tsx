// Settings > API Keys: the guide's steps 1 to 3, and what comes after them.

import { useState } from "preact/hooks";
import type { ApiKey, Environment, IssuedApiKey, Scope } from "../api/contract";
import { useAction, useList } from "../api/hooks";
import { post, remove } from "../api/http";
import { environment } from "../api/preferences";
import { Button, Empty, EnvironmentBadge, Scopes, Section, Time } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { EnvironmentChoice, Field, ScopeChoice, Select } from "../ui/forms";
import { SecretDialog } from "../ui/secret";
import { ListTable } from "../ui/table";
import { say } from "../ui/toasts";

type Open =
  | { readonly kind: "create" }
  | { readonly kind: "rotate"; readonly key: ApiKey }
  | { readonly kind: "revoke"; readonly key: ApiKey }
  | { readonly kind: "issued"; readonly key: IssuedApiKey; readonly again: boolean };

const KEEP = "Copy it and store it securely, e.g. in a secrets manager: it is not stored here and cannot be shown again.";

export function ApiKeysPage() {
  const list = useList<ApiKey>("/api-keys", "api_keys");
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const create = (
    <Button kind="primary" icon="plus" onClick={() => setOpen({ kind: "create" })}>
      Create API Key
    </Button>
  );
  const issued = (key: IssuedApiKey, again: boolean): void => {
    setOpen({ kind: "issued", key, again });
    list.reload();
  };
  return (
    <Section title="API Keys" about="For server-side integrations, CI/CD pipelines and the command line." tools={create}>
      <ListTable
        label="API keys"
        list={list}
        keyOf={(key) => key.id}
        empty={
          <Empty icon="key" title="No API keys yet">
            Create one, give it a name and the scopes that it needs, and copy it: it is shown once.
          </Empty>
        }
        columns={[
          { name: "Name", class: "strong", cell: (key) => key.name },
          {
            name: "Key",
            cell: (key) => (
              <code class="nowrap">
                {key.prefix}…{key.last_four}
              </code>
            ),
          },
          { name: "Environment", cell: (key) => <EnvironmentBadge environment={key.environment} /> },
          { name: "Scopes", cell: (key) => <Scopes scopes={key.scopes} /> },
          {
            name: "Created",
            class: "nowrap",
            cell: (key) => (
              <>
                <Time at={key.created_at} />
                {key.expires_at && (
                  <span class="under soft">
                    Expires <Time at={key.expires_at} />
                  </span>
                )}
              </>
            ),
          },
          { name: "Last used", class: "nowrap", cell: (key) => <Time at={key.last_used_at} /> },
          {
            name: "Actions",
            hideName: true,
            class: "row-actions",
            cell: (key) => (
              <>
                <Button small label={`Rotate ${key.name}`} onClick={() => setOpen({ kind: "rotate", key })}>
                  Rotate
                </Button>
                <Button small kind="danger" label={`Revoke ${key.name}`} onClick={() => setOpen({ kind: "revoke", key })}>
                  Revoke
                </Button>
              </>
            ),
          },
        ]}
      />
      {open?.kind === "create" && <CreateKey onClose={close} onIssued={(key) => issued(key, false)} />}
      {open?.kind === "rotate" && <RotateKey apiKey={open.key} onClose={close} onIssued={(key) => issued(key, true)} />}
      {open?.kind === "revoke" && <RevokeKey apiKey={open.key} onClose={close} onRevoked={list.reload} />}
      {open?.kind === "issued" && (
        <SecretDialog
          title={open.again ? "The key's new secret" : "Your API key"}
          label="API key"
          secret={open.key.key}
          warning={KEEP}
          onClose={close}
        >
          <p class="soft">
            {open.key.name}: send it in the header <code>Authorization: Bearer {open.key.prefix}…</code>
          </p>
        </SecretDialog>
      )}
    </Section>
  );
}

interface IssuingProps {
  readonly onClose: () => void;
  readonly onIssued: (key: IssuedApiKey) => void;
}

const LIFETIMES = [
  ["", "Never"],
  ["7", "In 7 days"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
] as const;

function CreateKey({ onClose, onIssued }: IssuingProps) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["scan:read", "scan:write"]);
  const [world, setWorld] = useState<Environment>(environment());
  const [days, setDays] = useState<(typeof LIFETIMES)[number][0]>("");
  const [addresses, setAddresses] = useState("");
  const create = useAction(async () => {
    const expiry = days ? { expires_at: new Date(Date.now() + Number(days) * 86_400_000).toISOString() } : {};
    const allowed = addresses.split(/[\s,]+/).filter(Boolean);
    onIssued(
      await post<IssuedApiKey>("/api-keys", { name, scopes, environment: world, ...expiry, allowed_ips: allowed }),
    );
  });
  return (
    <FormDialog
      title="Create API Key"
      submit="Create API Key"
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
        placeholder="CI Pipeline"
        hint="What it is for, so that you know later what breaks without it."
        required
        autofocus
      />
      <ScopeChoice chosen={scopes} onChange={setScopes} />
      <EnvironmentChoice
        value={world}
        onChange={setWorld}
        words={{ live: "Production data; begins with cpf_live_", test: "Sandbox data only; begins with cpf_test_" }}
      />
      <Select label="Expires" value={days} options={LIFETIMES} onChange={setDays} />
      <Field
        label="Allowed addresses"
        value={addresses}
        onInput={setAddresses}
        placeholder="203.0.113.7, 198.51.100.0/24"
        hint="Only these addresses may use the key. Empty: any."
      />
    </FormDialog>
  );
}

const OVERLAPS = [
  ["0", "At once"],
  ["3600", "In an hour"],
  ["86400", "In a day"],
  ["604800", "In 7 days"],
] as const;

export type Overlap = (typeof OVERLAPS)[number][0];

export function OverlapChoice({ value, onChange }: { readonly value: Overlap; readonly onChange: (to: Overlap) => void }) {
  return (
    <Select
      label="The secret until now ends"
      value={value}
      options={OVERLAPS}
      onChange={onChange}
      hint="Until then both work, so that nothing stands still while you replace it."
    />
  );
}

function RotateKey({ apiKey, onClose, onIssued }: IssuingProps & { readonly apiKey: ApiKey }) {
  const [overlap, setOverlap] = useState<Overlap>("86400");
  const rotate = useAction(async () => {
    onIssued(await post<IssuedApiKey>(`/api-keys/${apiKey.id}/rotate`, { overlap_seconds: Number(overlap) }));
  });
  return (
    <FormDialog
      title={`Rotate ${apiKey.name}`}
      submit="Rotate"
      busy={rotate.busy}
      error={rotate.error}
      onClose={onClose}
      onSubmit={rotate.run}
    >
      <p>The key gets a new secret, shown once. Its name, scopes, expiry and limits stay.</p>
      <OverlapChoice value={overlap} onChange={setOverlap} />
    </FormDialog>
  );
}

interface RevokeProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

function RevokeKey({ apiKey, onClose, onRevoked }: RevokeProps) {
  const revoke = useAction(async () => {
    await remove(`/api-keys/${apiKey.id}`);
    onRevoked();
    onClose();
    say(`${apiKey.name} is revoked.`);
  });
  return (
    <FormDialog
      title={`Revoke ${apiKey.name}?`}
      submit="Revoke"
      danger
      busy={revoke.busy}
      error={revoke.error}
      onClose={onClose}
      onSubmit={revoke.run}
    >
      <p>
        Whatever uses{" "}
        <code>
          {apiKey.prefix}…{apiKey.last_four}
        </code>{" "}
        is refused within a second. This cannot be undone.
      </p>
    </FormDialog>
  );
}
