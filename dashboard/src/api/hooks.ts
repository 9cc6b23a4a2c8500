// What pages read and do: the state of a call as Preact sees it.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { asApiError, type ApiError } from "./errors";
import { get, withQuery, type Call } from "./http";
import { environment } from "./preferences";
import { onSession } from "./session";

export interface Reading<T> {
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  readonly reload: () => void;
  readonly set: (data: T) => void;
}

// The last answers, shown while the next is on its way; gone with the session.
const seen = new Map<string, unknown>();
onSession((state) => {
  if (state.kind !== "in") seen.clear();
});

// Reads a path of the API; "" reads nothing. What was there before stays until the new answer is there.
export function useApi<T>(path: string, options: Call = {}): Reading<T> {
  const key = `${environment()} ${path}`;
  const [version, setVersion] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; data?: T; error?: ApiError }>({ key: "" });

  useEffect(() => {
    if (!path) return undefined;
    const controller = new AbortController();
    get<T>(path, { ...options, signal: controller.signal }).then(
      (data) => {
        seen.set(key, data);
        if (!controller.signal.aborted) setAnswer({ key, data });
      },
      (cause: unknown) => {
        if (!controller.signal.aborted) setAnswer({ key, error: asApiError(cause) });
      },
    );
    return () => controller.abort();
  }, [key, version]);

  const current = answer.key === key;
  return {
    data: current && answer.data !== undefined ? answer.data : (seen.get(key) as T | undefined),
    error: current ? answer.error : undefined,
    reload: useCallback(() => setVersion((number) => number + 1), []),
    set: (data: T) => {
      seen.set(key, data);
      setAnswer({ key, data });
    },
  };
}

export interface Listing<T, A = unknown> {
  // What the first page says besides its items.
  readonly answer: A | undefined;
  readonly items: readonly T[] | undefined;
  readonly error: ApiError | undefined;
  readonly more: (() => void) | undefined;
  readonly loadingMore: boolean;
  readonly reload: () => void;
}

interface PageOf {
  readonly next_page_token?: string | null;
}

function itemsOf<T>(page: PageOf, field: string): readonly T[] {
  return ((page as Readonly<Record<string, unknown>>)[field] as readonly T[] | undefined) ?? [];
}

// Reads a list page by page; `field` is the list's name in the answer.
export function useList<T, A extends PageOf = PageOf>(path: string, field: string, options: Call = {}): Listing<T, A> {
  const first = useApi<A>(path, options);
  const [next, setNext] = useState<{ of: unknown; items: readonly T[]; token: string }>();
  const [loadingMore, setLoadingMore] = useState(false);
  const [error, setError] = useState<ApiError>();

  const following = next && next.of === first.data ? next : undefined;
  const token = following ? following.token : (first.data?.next_page_token ?? "");
  const items = first.data ? [...itemsOf<T>(first.data, field), ...(following?.items ?? [])] : undefined;

  const more = async (): Promise<void> => {
    setLoadingMore(true);
    setError(undefined);
    try {
      const page = await get<PageOf>(withQuery(...splitQuery(path, token)), options);
      const added = itemsOf<T>(page, field);
      setNext({ of: first.data, items: [...(following?.items ?? []), ...added], token: page.next_page_token ?? "" });
    } catch (cause) {
      setError(asApiError(cause));
    } finally {
      setLoadingMore(false);
    }
  };

  return {
    answer: first.data,
    items,
    error: first.error ?? error,
    more: token ? () => void more() : undefined,
    loadingMore,
    reload: first.reload,
  };
}

function splitQuery(path: string, token: string): [string, Record<string, string>] {
  const [plain = "", query = ""] = path.split("?");
  return [plain, { ...Object.fromEntries(new URLSearchParams(query)), page_token: token }];
}

export interface Action<A extends readonly unknown[]> {
  readonly run: (...given: A) => void;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  readonly clear: () => void;
}

// Something that a button does: once at a time, with its error kept for the page to show.
export function useAction<A extends readonly unknown[]>(act: (...given: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const running = useRef(false);
  const run = async (...given: A): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await act(...given);
    } catch (cause) {
      setError(asApiError(cause));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run: (...given) => void run(...given), busy, error, clear: () => setError(undefined) };
}
