/** Originals and the custody log, as `/api/evidence/…` tells it. */
export interface OriginalRow { sha256: string; bytes: number; names: string[]; container: string | null; kept_at: string | null; kept_by: string | null }

export interface LogRow { seq: number; at: string; who: string | null; tool: string; verb: string; args: Record<string, unknown>; hash: string }

export interface DamageRow { kind: string; what: string; message: string }
export interface Verified { originals: number; quotes: number; damages: DamageRow[] }
