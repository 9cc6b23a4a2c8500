// What happened to an incident, and saying something about it.

import { useState } from "preact/hooks";
import type { Incident, IncidentAction, TimelineEvent, User } from "../api/contract";
import { useAction } from "../api/hooks";
import { post } from "../api/http";
import { words } from "../format";
import { HOME, Link } from "../router";
import { Button, Fault, Section, Time } from "../ui/basics";
import { Field } from "../ui/forms";
import { userName, useUsers } from "./incident_actions";

interface TimelineProps {
  readonly incident: Incident;
  readonly canComment: boolean;
  readonly onDone: () => void;
}

export function Timeline({ incident, canComment, onDone }: TimelineProps) {
  const users = useUsers();
  const [text, setText] = useState("");
  const comment = useAction(async () => {
    await post(`/incidents/${incident.id}/comment`, { text: text.trim() });
    setText("");
    onDone();
  });
  return (
    <Section title="Timeline">
      {canComment && (
        <form
          class="comment"
          onSubmit={(event) => {
            event.preventDefault();
            comment.run();
          }}
        >
          <Fault error={comment.error} />
          <Field label="Comment" value={text} onInput={setText} rows={2} maxLength={2000} required />
          <Button type="submit" small busy={comment.busy} disabled={!text.trim()}>
            Add comment
          </Button>
        </form>
      )}
      <ol class="timeline">
        {incident.timeline.map((event, index) => (
          <li key={`${event.occurred_at} ${index}`} class={`event ${event.action}`}>
            <p>
              <Actor id={event.actor} users={users} /> {SAID[event.action]}
              {event.action === "assigned" && <> {event.text ? userName(users, event.text) : "nobody"}</>}
            </p>
            <Said event={event} />
            <p class="soft">
              <Time at={event.occurred_at} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const SAID: Readonly<Record<IncidentAction, string>> = {
  opened: "found it for the first time",
  acknowledged: "acknowledged it",
  resolved: "resolved it",
  ignored: "ignored it",
  reopened: "opened it again",
  regressed: "found it again after it was resolved",
  expired: "ended the time for which it was ignored",
  assigned: "assigned it to",
  commented: "said",
};

function Said({ event }: { readonly event: TimelineEvent }) {
  if (!event.text || event.action === "assigned") return null;
  return <blockquote>{event.action === "ignored" ? reason(event.text) : event.text}</blockquote>;
}

// The text of ignoring begins with its reason, which is a word of the API.
function reason(text: string): string {
  const [first = "", ...rest] = text.split(/(?=[\s:])/);
  return words(first) + rest.join("");
}

function Actor({ id, users }: { readonly id: string; readonly users: readonly User[] }) {
  if (id.startsWith("scan_")) return <Link to={`${HOME}/scans/${id}`}>A scan</Link>;
  if (!id) return <strong>The clock</strong>;
  if (id.startsWith("key_")) return <strong>An API key</strong>;
  return <strong>{userName(users, id)}</strong>;
}
