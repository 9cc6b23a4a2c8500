// Settings > Password.

import { useState } from "preact/hooks";
import { useAction } from "../api/hooks";
import { post } from "../api/http";
import { caller, reread } from "../api/session";
import { Button, Fault, Section } from "../ui/basics";
import { Field } from "../ui/forms";
import { say } from "../ui/toasts";

export function PasswordPage() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [differs, setDiffers] = useState(false);
  const change = useAction(async () => {
    await post("/auth/password", { current_password: current, new_password: next });
    await reread();
    setCurrent("");
    setNext("");
    setAgain("");
    say("Your password is changed, and your other sessions have ended.");
  });
  return (
    <Section title="Password" about="Changing it ends your other sessions.">
      <form
        class="narrow"
        onSubmit={(event) => {
          event.preventDefault();
          setDiffers(next !== again);
          if (next === again) change.run();
        }}
      >
        <Fault error={change.error} />
        {/* For password managers, so that they know whose it is. */}
        <input class="visually-hidden" type="email" autocomplete="username" value={caller().user?.email} readOnly tabIndex={-1} aria-hidden="true" />
        <Field
          label="Current password"
          type="password"
          autocomplete="current-password"
          value={current}
          onInput={setCurrent}
          maxLength={256}
          required
        />
        <Field
          label="New password"
          type="password"
          autocomplete="new-password"
          value={next}
          onInput={setNext}
          minLength={12}
          maxLength={256}
          hint="At least 12 characters. A sentence is good; symbols are not needed."
          required
        />
        <Field
          label="New password again"
          type="password"
          autocomplete="new-password"
          value={again}
          onInput={setAgain}
          fault={differs ? "This is not the same as above." : undefined}
          maxLength={256}
          required
        />
        <Button kind="primary" type="submit" busy={change.busy}>
          Change password
        </Button>
      </form>
    </Section>
  );
}
