/** The chronicle as a table: the same rows as the picture, the folded ones too. */
import { returning, type Column } from '../../parts/table.ts';
import { said } from '../../state/decisions.svelte.ts';
import { say } from '../../words/index.ts';
import { sectionOf } from './rows.ts';
import type { EntryRow } from './types.ts';
import { words } from './words.ts';

export function entryColumns(hasZone: boolean): Column<EntryRow>[] {
  const t = words.t;
  const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, hasZone ? undefined : 19));
  const state = ({ is_disputed, is_planned, is_unordered }: EntryRow): string => [is_disputed ? `≠ ${t.disputed}` : '', is_planned ? t.planned : '', is_unordered ? t.unordered : ''].filter((tag) => tag !== '').join(', ');
  return [
    { key: 'when', label: t.when, track: '11rem', text: ({ when }) => when, order: (row) => row.earliest_ms ?? row.latest_ms, isSortable: true },
    { key: 'what', label: t.what, track: 'minmax(15rem, 1fr)', text: ({ title }) => title, isSortable: true },
    { key: 'place', label: t.place, track: '7.5rem', text: ({ place }) => place ?? '', isSortable: true },
    { key: 'told', label: t.told, track: '9rem', text: ({ accounts, support }) => `${accounts.join(', ')} (${support})`, order: ({ accounts }) => accounts.length, isSortable: true },
    { key: 'state', label: t.state, track: '8rem', text: state, isSortable: true },
    { key: 'phase', label: t.phase, track: '9rem', text: (row) => t.sections[sectionOf(row)], isSortable: true },
    { key: 'decision', label: t.decision, track: '6.5rem', text: ({ verdict }) => (verdict === null ? '' : said(verdict)), isSortable: true },
    { key: 'earliest', label: hasZone ? t.earliest : t.earliestTold, track: '0', text: ({ earliest_ms }) => iso(earliest_ms), isHidden: true },
    { key: 'latest', label: hasZone ? t.latest : t.latestTold, track: '0', text: ({ latest_ms }) => iso(latest_ms), isHidden: true },
    ...returning<EntryRow>({ id: t.identity, decision: t.decision, why: say.t.decide.noteLabel, of: (row) => row }).map((column) => ({ ...column, key: `back-${column.key}` })),
  ];
}
