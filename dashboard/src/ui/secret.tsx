// A secret that is shown once, and copying.

import { useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Button } from "./basics";
import { Dialog } from "./dialog";
import { say } from "./toasts";

// Copies a text; outside of secure contexts, where there is no clipboard, it selects the text for the user.
async function copy(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.select();
    return false;
  }
}

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly name?: string;
}

export function CopyField({ text, label, name = "Copy" }: CopyProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const act = async (): Promise<void> => {
    if (await copy(text, field.current)) {
      setCopied(true);
      say(`${label} copied.`);
    } else say("Press Ctrl+C to copy: the browser allows it here by hand only.");
  };
  return (
    <div class="copy-field">
      <input ref={field} class="mono" readOnly value={text} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <Button kind="primary" icon={copied ? "check" : "copy"} onClick={() => void act()}>
        {copied ? "Copied" : name}
      </Button>
    </div>
  );
}

export function CopyButton({ text, label }: CopyProps) {
  const act = async (): Promise<void> => {
    say((await copy(text, null)) ? "Copied." : "The browser does not allow copying here.");
  };
  return <Button kind="ghost" small icon="copy" label={label} onClick={() => void act()} />;
}

interface SecretProps {
  readonly title: string;
  readonly label: string;
  readonly secret: string;
  readonly warning: string;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

export function SecretDialog({ title, label, secret, warning, onClose, children }: SecretProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="dialog-body">
        <div class="notice warning">
          <p>
            <strong>This is shown once.</strong> {warning}
          </p>
        </div>
        <CopyField text={secret} label={label} />
        {children}
      </div>
      <div class="dialog-foot">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}
