// The sign-in page. It stands at every address, so that one comes to the page that was asked for.

import { useEffect, useState } from "preact/hooks";
import { useAction } from "../api/hooks";
import { signIn } from "../api/session";
import { Button, Fault } from "../ui/basics";
import { Field } from "../ui/forms";
import { Mark } from "../ui/icons";
import { ThemeToggle } from "../ui/shell";

export function SignIn({ notice }: { readonly notice: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [organization, setOrganization] = useState("");
  const [several, setSeveral] = useState(false);
  const enter = useAction(async () => signIn(email.trim(), password, organization.trim()));
  useEffect(() => {
    document.title = "Sign in – Netallion AI Assurance";
  }, []);
  return (
    <div class="sign-in">
      <div class="sign-in-tools">
        <ThemeToggle />
      </div>
      <main>
        <p class="brand">
          <Mark size={30} /> Netallion AI Assurance
        </p>
        <h1>Sign in</h1>
        {notice && (
          <p class="notice info" role="status">
            {notice}
          </p>
        )}
        <Fault error={enter.error} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            enter.run();
          }}
        >
          <Field
            label="E-mail address"
            type="email"
            autocomplete="username"
            value={email}
            onInput={setEmail}
            maxLength={254}
            required
            autofocus
          />
          <Field
            label="Password"
            type="password"
            autocomplete="current-password"
            value={password}
            onInput={setPassword}
            maxLength={256}
            required
          />
          {several ? (
            <Field
              label="Organization"
              value={organization}
              onInput={setOrganization}
              placeholder="org_…"
              maxLength={64}
              hint="The id of the organization to enter. An administrator finds it under Settings > Organization."
            />
          ) : (
            <Button kind="ghost" small onClick={() => setSeveral(true)}>
              I belong to several organizations
            </Button>
          )}
          <Button kind="primary" type="submit" busy={enter.busy}>
            Sign in
          </Button>
        </form>
      </main>
    </div>
  );
}
