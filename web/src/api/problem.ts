/** What went wrong, in the words of the server where it answered, and in ours where it did not. */
export class Problem extends Error {
  /** 0 when nothing answered. */
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string | null;
  /** Seconds to wait before it is tried again. */
  readonly wait: number | null;

  constructor(status: number, type: string, title: string, detail: string | null, wait: number | null = null) {
    super(detail ?? title);
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
    this.wait = wait;
  }

  get isOffline(): boolean { return this.status === 0; }
  get isRefused(): boolean { return (this.status === 401 && !this.isLoggedOut) || this.status === 403; }
  /** Here people log in, and this page is not, or no longer. */
  get isLoggedOut(): boolean { return this.type === 'needs-login'; }
  /** Nothing is derived yet: it comes by itself. */
  get isNotYet(): boolean { return this.type === 'not-yet'; }
}

export function offline(): Problem { return new Problem(0, 'offline', '', null); }

/** Reads an answer that is not a success; a body that is not problem+json says nothing but its number. */
export async function problemOf(answer: Response): Promise<Problem> {
  const plain = new Problem(answer.status, 'about:blank', `${answer.status} ${answer.statusText}`.trim(), null);
  if (!(answer.headers.get('content-type') ?? '').includes('json')) return plain;
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return plain;
  const told = body as Record<string, unknown>;
  const text = (key: string): string | null => (typeof told[key] === 'string' ? told[key] : null);
  return new Problem(answer.status, text('type') ?? plain.type, text('title') ?? plain.title, text('detail'), Number.parseInt(answer.headers.get('retry-after') ?? '', 10) || null);
}
