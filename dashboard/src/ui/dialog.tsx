// Dialogs: the browser's own, so that focus stays inside, Escape closes, and the page behind is inert.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { ApiError } from "../api/errors";
import { Button, Fault } from "./basics";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.showModal();
    return () => {
      element.current?.close();
      // Its opener may be gone with the row it stood in; then the page's heading is where to go on.
      const back = opener instanceof HTMLElement && opener.isConnected ? opener : document.querySelector("h1");
      back?.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button kind="ghost" icon="close" label="Close" onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}

interface FormDialogProps extends DialogProps {
  readonly submit: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  readonly onSubmit: () => void;
}

export function FormDialog({ submit, danger, busy, error, onSubmit, children, ...rest }: FormDialogProps) {
  return (
    <Dialog {...rest}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        <div class="dialog-body">
          <Fault error={error} />
          {children}
        </div>
        <div class="dialog-foot">
          <Button onClick={rest.onClose}>Cancel</Button>
          <Button kind={danger ? "danger" : "primary"} type="submit" busy={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
