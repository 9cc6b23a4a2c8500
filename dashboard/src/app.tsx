// The whole page: who is signed in decides between the sign-in page and the dashboard.

import { useEffect, useState } from "preact/hooks";
import { environment as keptEnvironment, setEnvironment } from "./api/preferences";
import { onSession, resume, sessionState } from "./api/session";
import { pageAt } from "./pages";
import { SignIn } from "./pages/sign_in";
import { usePath } from "./router";
import { Fault, Loading } from "./ui/basics";
import { Shell } from "./ui/shell";
import { Toasts } from "./ui/toasts";

export function App() {
  const [session, setSession] = useState(sessionState());
  useEffect(() => {
    setSession(sessionState());
    return onSession(setSession);
  }, []);

  if (session.kind === "out") return <SignIn notice={session.notice} />;
  if (session.kind === "in") return <Dashboard />;
  return (
    <main class="starting">
      <h1 class="visually-hidden">Netallion AI Assurance</h1>
      {session.kind === "starting" ? <Loading rows={3} /> : <Fault error={session.error} retry={() => void resume()} />}
    </main>
  );
}

function Dashboard() {
  const path = usePath();
  const [environment, setShown] = useState(keptEnvironment());
  const page = pageAt(path);

  useEffect(() => {
    document.title = `${page.title} – Netallion AI Assurance`;
  }, [page.title]);

  // A new page begins at its heading, for those who hear it; the first one begins where the browser begins.
  const [first, setFirst] = useState(path);
  useEffect(() => {
    if (path === first) return;
    setFirst("");
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [path]);

  return (
    <>
      <Shell
        path={path}
        environment={environment}
        onEnvironment={(wanted) => {
          setEnvironment(wanted);
          setShown(wanted);
        }}
      >
        {/* With another environment nothing on the page holds any more. */}
        <div key={`${environment} ${path}`}>{page.show()}</div>
      </Shell>
      <Toasts />
    </>
  );
}
