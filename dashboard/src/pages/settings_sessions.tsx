// Settings > Sessions: where the user is signed in.

import type { Session } from "../api/contract";
import { useAction, useList } from "../api/hooks";
import { remove } from "../api/http";
import { device } from "../format";
import { Button, Empty, Fault, Section, Time } from "../ui/basics";
import { ListTable } from "../ui/table";
import { say } from "../ui/toasts";

export function SessionsPage() {
  const list = useList<Session>("/auth/sessions", "sessions");
  const end = useAction(async (session: Session) => {
    await remove(`/auth/sessions/${session.id}`);
    list.reload();
    say("The session has ended.");
  });
  return (
    <Section title="Sessions" about="Where you are signed in. A session ends 7 days after its sign-in at the latest.">
      <Fault error={end.error} />
      <ListTable
        label="Sessions"
        list={list}
        keyOf={(session) => session.id}
        empty={<Empty icon="shield" title="No sessions" />}
        columns={[
          {
            name: "Device",
            class: "strong",
            cell: (session) => (
              <span title={session.user_agent}>
                {device(session.user_agent)} {session.current && <span class="badge status completed">This one</span>}
              </span>
            ),
          },
          { name: "Address", cell: (session) => <code>{session.address}</code> },
          { name: "Signed in", class: "nowrap", cell: (session) => <Time at={session.created_at} /> },
          { name: "Last renewed", class: "nowrap", cell: (session) => <Time at={session.last_used_at} /> },
          { name: "Ends", class: "nowrap", cell: (session) => <Time at={session.expires_at} /> },
          {
            name: "Actions",
            hideName: true,
            class: "row-actions",
            cell: (session) =>
              !session.current && (
                <Button
                  small
                  kind="danger"
                  label={`End the session of ${device(session.user_agent)} at ${session.address}`}
                  disabled={end.busy}
                  onClick={() => end.run(session)}
                >
                  End
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}
