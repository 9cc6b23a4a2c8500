// Short messages about what was done, read out politely.

import { useEffect, useState } from "preact/hooks";

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SECONDS = 5;
let last = 0;
let toasts: readonly Toast[] = [];
let changed: (() => void) | undefined;

export function say(text: string): void {
  const id = (last += 1);
  toasts = [...toasts, { id, text }];
  changed?.();
  setTimeout(() => {
    toasts = toasts.filter((each) => each.id !== id);
    changed?.();
  }, SECONDS * 1000);
}

export function Toasts() {
  const [, render] = useState(0);
  useEffect(() => {
    changed = () => render((number) => number + 1);
    return () => {
      changed = undefined;
    };
  }, []);
  return (
    <div class="toasts" role="status">
      {toasts.map((toast) => (
        <p class="toast" key={toast.id}>
          {toast.text}
        </p>
      ))}
    </div>
  );
}
