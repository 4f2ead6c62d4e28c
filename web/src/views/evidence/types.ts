/** Originals and the custody log, as `/api/evidence/…` tells it. */
import type * as schema from '../../api/schema.d.ts';

export type { DamageRow, OriginalRow, Verified } from '../../api/schema.d.ts';
export type LogRow = Omit<schema.LogRow, 'args'> & { args: Record<string, unknown> };
