// Settings > Users: who belongs to the organization, and what they may do.

import { useState } from "preact/hooks";
import type { InviteUserResponse, Role, User } from "../api/contract";
import { useAction, useList } from "../api/hooks";
import { patch, post, remove } from "../api/http";
import { caller } from "../api/session";
import { ROLES, words } from "../format";
import { Button, Empty, Fault, Section, Time } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { Choice, Field, Select } from "../ui/forms";
import { SecretDialog } from "../ui/secret";
import { ListTable } from "../ui/table";
import { say } from "../ui/toasts";

const LIVE = { alwaysLive: true };

// The roles that the caller may give: only an owner makes owners.
function roles(): readonly Role[] {
  const all: readonly Role[] = ["owner", "admin", "member", "viewer"];
  return caller().user?.role === "owner" ? all : all.slice(1);
}

type Open =
  | { readonly kind: "invite" }
  | { readonly kind: "invited"; readonly user: InviteUserResponse }
  | { readonly kind: "remove"; readonly user: User };

export function UsersPage() {
  const list = useList<User>("/users", "users", LIVE);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const change = useAction(async (user: User, role: Role) => {
    try {
      await patch<User>(`/users/${user.id}`, { role }, LIVE);
      say(`${user.email} is ${role} now.`);
    } finally {
      list.reload();
    }
  });
  const mine = caller().user?.id;
  return (
    <Section
      title="Users"
      about="They belong to the organization, in Live and in the Sandbox alike."
      tools={
        <Button kind="primary" icon="plus" onClick={() => setOpen({ kind: "invite" })}>
          Invite user
        </Button>
      }
    >
      <Fault error={change.error} />
      <ListTable
        label="Users"
        list={list}
        keyOf={(user) => user.id}
        empty={<Empty icon="user" title="No users" />}
        columns={[
          {
            name: "E-mail address",
            class: "strong",
            cell: (user) => (
              <>
                {user.email} {user.id === mine && <span class="badge">You</span>}
              </>
            ),
          },
          {
            name: "Role",
            cell: (user) =>
              roles().includes(user.role) && user.id !== mine ? (
                <Select
                  label={`Role of ${user.email}`}
                  hideLabel
                  value={user.role}
                  options={roles().map((role) => [role, words(role)] as const)}
                  disabled={change.busy}
                  onChange={(role) => change.run(user, role)}
                />
              ) : (
                words(user.role)
              ),
          },
          {
            name: "Password",
            class: "nowrap",
            cell: (user) => (user.password_change_required ? <span class="badge status queued">Temporary</span> : "Own"),
          },
          { name: "Invited", class: "nowrap", cell: (user) => <Time at={user.created_at} /> },
          { name: "Last signed in", class: "nowrap", cell: (user) => <Time at={user.last_login_at} /> },
          {
            name: "Actions",
            hideName: true,
            class: "row-actions",
            cell: (user) =>
              user.id !== mine &&
              roles().includes(user.role) && (
                <Button small kind="danger" label={`Remove ${user.email}`} onClick={() => setOpen({ kind: "remove", user })}>
                  Remove
                </Button>
              ),
          },
        ]}
      />
      {open?.kind === "invite" && (
        <Invite
          onClose={close}
          onInvited={(user) => {
            setOpen({ kind: "invited", user });
            list.reload();
          }}
        />
      )}
      {open?.kind === "invited" && (
        <SecretDialog
          title="Invitation"
          label="Temporary password"
          secret={open.user.temporary_password}
          warning={`Give it to ${open.user.email} in a safe way. They are asked to choose their own.`}
          onClose={close}
        />
      )}
      {open?.kind === "remove" && <Remove user={open.user} onClose={close} onRemoved={list.reload} />}
    </Section>
  );
}

interface InviteProps {
  readonly onClose: () => void;
  readonly onInvited: (user: InviteUserResponse) => void;
}

function Invite({ onClose, onInvited }: InviteProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const invite = useAction(async () => {
    onInvited(await post<InviteUserResponse>("/users", { email: email.trim(), role }, LIVE));
  });
  return (
    <FormDialog
      title="Invite user"
      submit="Invite"
      busy={invite.busy}
      error={invite.error}
      onClose={onClose}
      onSubmit={invite.run}
    >
      <Field
        label="E-mail address"
        type="email"
        value={email}
        onInput={setEmail}
        maxLength={254}
        hint="You get a password to hand on; no mail is sent."
        required
        autofocus
      />
      <Choice
        legend="Role"
        value={role}
        options={roles().map((each) => ({ value: each, name: words(each), words: ROLES[each] }))}
        onChange={setRole}
      />
    </FormDialog>
  );
}

interface RemoveProps {
  readonly user: User;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

function Remove({ user, onClose, onRemoved }: RemoveProps) {
  const act = useAction(async () => {
    await remove(`/users/${user.id}`, LIVE);
    onRemoved();
    onClose();
    say(`${user.email} is removed.`);
  });
  return (
    <FormDialog
      title={`Remove ${user.email}?`}
      submit="Remove"
      danger
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={act.run}
    >
      <p>Their sessions end at once, and what they authorized with them. Keys that they made stay.</p>
    </FormDialog>
  );
}
