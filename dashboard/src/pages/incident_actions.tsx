// What a member does with an incident.

import { useState } from "preact/hooks";
import type { IgnoreReason, Incident, User } from "../api/contract";
import { useAction, useApi } from "../api/hooks";
import { post } from "../api/http";
import { caller, may } from "../api/session";
import { words } from "../format";
import { Button, Fault } from "../ui/basics";
import { FormDialog } from "../ui/dialog";
import { Choice, Field, Select } from "../ui/forms";

export type Step = "acknowledge" | "resolve" | "ignore" | "reopen";

interface StepProps {
  readonly id: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const ASKED = {
  resolve: "Say that it is mended: the credential is replaced, the text is gone. If a later scan finds it again, it opens by itself.",
  reopen: "It goes back to the open incidents.",
} as const;

export function NoteDialog({ id, step, onClose, onDone }: StepProps & { readonly step: "resolve" | "reopen" }) {
  const [note, setNote] = useState("");
  const act = useAction(async () => {
    await post(`/incidents/${id}/${step}`, note.trim() ? { note: note.trim() } : {});
    onDone();
  });
  return (
    <FormDialog
      title={`${words(step)} this incident`}
      submit={words(step)}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={act.run}
    >
      <p>{ASKED[step]}</p>
      <Field label="Note" value={note} onInput={setNote} rows={3} maxLength={2000} autofocus />
    </FormDialog>
  );
}

const REASONS: readonly { readonly value: IgnoreReason; readonly name: string; readonly words: string }[] = [
  { value: "false_positive", name: "False positive", words: "It is no secret and no danger: the rule erred" },
  { value: "test_credential", name: "Test credential", words: "It opens nothing but tests" },
  { value: "accepted_risk", name: "Accepted risk", words: "It is what it seems, and it stays" },
];

const TIMES = [
  ["", "For ever"],
  ["7", "For 7 days"],
  ["30", "For 30 days"],
  ["90", "For 90 days"],
] as const;

export function IgnoreDialog({ id, onClose, onDone }: StepProps) {
  const [reason, setReason] = useState<IgnoreReason>("false_positive");
  const [days, setDays] = useState<(typeof TIMES)[number][0]>("");
  const [note, setNote] = useState("");
  const act = useAction(async () => {
    const until = days ? { expires_at: new Date(Date.now() + Number(days) * 86_400_000).toISOString() } : {};
    await post(`/incidents/${id}/ignore`, { reason, ...until, ...(note.trim() ? { note: note.trim() } : {}) });
    onDone();
  });
  return (
    <FormDialog
      title="Ignore this incident"
      submit="Ignore"
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={act.run}
    >
      <Choice legend="Reason" value={reason} options={REASONS} onChange={setReason} />
      <Select label="How long" value={days} options={TIMES} onChange={setDays} hint="After that it opens by itself." />
      <Field label="Note" value={note} onInput={setNote} rows={3} maxLength={2000} />
    </FormDialog>
  );
}

// The organization's users, for those who may read them.
export function useUsers(): readonly User[] {
  const reading = useApi<{ users: readonly User[] }>(may("admin") ? "/users?page_size=200" : "", { alwaysLive: true });
  return reading.data?.users ?? [];
}

export function userName(users: readonly User[], id: string): string {
  const me = caller().user;
  if (id === me?.id) return "You";
  return users.find((user) => user.id === id)?.email ?? id;
}

interface AssigneeProps {
  readonly incident: Incident;
  readonly canAssign: boolean;
  readonly onDone: () => void;
}

export function Assignee({ incident, canAssign, onDone }: AssigneeProps) {
  const users = useUsers();
  const me = caller().user?.id ?? "";
  const assign = useAction(async (assignee: string) => {
    await post(`/incidents/${incident.id}/assign`, { assignee });
    onDone();
  });
  if (!canAssign) return <>{incident.assignee ? userName(users, incident.assignee) : "Nobody"}</>;
  if (users.length > 0) {
    const others = users.filter((user) => user.id !== me).map((user) => [user.id, user.email] as const);
    return (
      <>
        <Select
          label="Assignee"
          hideLabel
          value={incident.assignee}
          options={[["", "Nobody"], [me, "You"], ...others]}
          disabled={assign.busy}
          onChange={assign.run}
        />
        <Fault error={assign.error} />
      </>
    );
  }
  // Without the list of users, one can take an incident or give it back.
  const mine = incident.assignee === me;
  return (
    <>
      {incident.assignee ? userName(users, incident.assignee) : "Nobody"}{" "}
      <Button small busy={assign.busy} onClick={() => assign.run(mine ? "" : me)}>
        {mine ? "Give back" : "Assign to me"}
      </Button>
      <Fault error={assign.error} />
    </>
  );
}
