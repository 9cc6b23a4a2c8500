// What the API says when a call fails, and how a person is told.

export interface FieldFault {
  readonly field: string;
  readonly description: string;
}

export class ApiError extends Error {
  constructor(
    // 0 if there was no answer at all.
    readonly status: number,
    message: string,
    // The stable word of google.rpc.ErrorInfo; "" without one.
    readonly reason: string = "",
    readonly faults: readonly FieldFault[] = [],
    // For 429: when to try again, in milliseconds since 1970.
    readonly retryAt: number = 0,
  ) {
    super(message);
  }
}

interface Detail {
  readonly reason?: string;
  readonly field_violations?: readonly FieldFault[];
}

export async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as { message?: string; details?: readonly Detail[] };
  const details = Array.isArray(body.details) ? body.details : [];
  const seconds = Number(response.headers.get("retry-after") ?? 0);
  return new ApiError(
    response.status,
    sentence(body.message ?? `The service answered with status ${response.status}.`),
    details.find((each) => each.reason)?.reason ?? "",
    details.flatMap((each) => each.field_violations ?? []),
    response.status === 429 ? Date.now() + Math.max(seconds, 1) * 1000 : 0,
  );
}

export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  return new ApiError(0, "The service cannot be reached. Check the connection and try again.");
}

// The API's messages begin in lower case and have no full stop, as gRPC's do.
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
