// Follows a scan while it runs: by the stream of the API, and by asking now and then where that breaks.

import { useEffect, useState } from "preact/hooks";
import type { Scan } from "./contract";
import { ApiError, asApiError } from "./errors";
import { get, lines } from "./http";

const FINAL: readonly string[] = ["completed", "failed", "canceled"];
const POLL_MS = 3000;

export function isFinal(scan: Scan): boolean {
  return FINAL.includes(scan.status);
}

interface Watched {
  readonly scan: Scan | undefined;
  readonly error: ApiError | undefined;
  readonly reload: () => void;
}

export function useScan(id: string): Watched {
  const [scan, setScan] = useState<Scan>();
  const [error, setError] = useState<ApiError>();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const show = (next: Scan): void => {
      if (signal.aborted) return;
      setScan(next);
      setError(undefined);
    };
    follow(id, signal, show).catch((cause: unknown) => {
      if (!signal.aborted) setError(asApiError(cause));
    });
    return () => controller.abort();
  }, [id, version]);
  return { scan, error, reload: () => setVersion((number) => number + 1) };
}

async function follow(id: string, signal: AbortSignal, show: (scan: Scan) => void): Promise<void> {
  let current = await get<Scan>(`/scans/${id}`, { signal });
  show(current);
  if (isFinal(current)) return;
  try {
    for await (const scan of lines<Scan>(`/scans/${id}/watch`, signal)) {
      current = scan;
      show(scan);
    }
  } catch (cause) {
    if (signal.aborted) throw cause;
  }
  while (!signal.aborted) {
    // The stream leaves out what only a whole answer has; and it may have ended before the scan did.
    current = await patiently(async () => get<Scan>(`/scans/${id}`, { signal }), signal);
    show(current);
    if (isFinal(current)) return;
    await pause(POLL_MS, signal);
  }
}

// Waits as long as a 429 asks for; other errors are the caller's.
async function patiently<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.status !== 429) throw cause;
      await pause(cause.retryAt - Date.now(), signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.max(ms, 0));
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("left", "AbortError"));
    });
  });
}
