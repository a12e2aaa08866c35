/** An answer that is not a success: RFC 9457 problem, or the absence of any answer. */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: { field: string; message: string }[];
  readonly retryAfterSeconds: number | undefined;
  /** How a person can prove to be there, where that is what is missing. */
  readonly methods: string[];

  constructor(
    status: number,
    body: {
      type?: string;
      title?: string;
      detail?: string;
      requestId?: string;
      errors?: { field: string; message: string }[];
      methods?: string[];
    },
    retryAfterSeconds?: number,
  ) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.type = body.type?.replace('urn:trainyard:problem:', '') ?? 'unknown';
    this.title = body.title ?? `HTTP ${status}`;
    this.detail = body.detail;
    this.requestId = body.requestId;
    this.errors = body.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
    this.methods = body.methods ?? [];
  }

  /** Field messages by field name, the first one of a field wins. */
  fieldErrors(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const { field, message } of this.errors) fields[field] ??= message;
    return fields;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('X-Request-Id') ?? undefined;
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  const text = await response.text().catch(() => '');
  try {
    const body = JSON.parse(text);
    return new Problem(response.status, { requestId, ...body }, retryAfter);
  } catch {
    return new Problem(response.status, { requestId, title: response.statusText }, retryAfter);
  }
}
