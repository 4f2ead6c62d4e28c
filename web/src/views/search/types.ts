import type { Hit } from '../../api/schema.d.ts';

export type { Hit } from '../../api/schema.d.ts';

/** Several passages of one account have the same id: the place tells them apart. */
export function keyOf({ id, kind, quote }: Hit): string { return `${kind}.${id}.${quote?.spans[0]?.[0] ?? ''}`; }
