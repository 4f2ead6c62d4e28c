import { expect, it } from 'vitest';
import { matrixOf } from './matrix.ts';
import type { AnswerView } from './types.ts';

const answer = (figure: string, speaker: string, account: number, as_of: string): AnswerView => ({
  figure, number: 1, speaker, chain: `paper ${account} → ${speaker}`, value: figure, short_value: figure, as_of, root: 'A', role: 'official', role_words: '', by: null,
  quote: { account: { id: `a${account}`, number: account, label: `Paper ${account}`, anchor: '' }, place: '', speaker: null, anchor: '', spans: [], state: 'stands', language: 'en', pieces: [] },
});
const all = [answer('3', 'mayor', 10, '4 Jan'), answer('6', 'mayor', 2, '5 Jan'), answer('7', 'mayor', 2, '5 Jan'), answer('9', 'nurse', 2, '4 Jan')];

it('by account: accounts in the order of their numbers, several figures in one cell', () => {
  const { columns, rows } = matrixOf(all, 'account');
  expect(columns.map(({ label }) => label)).toEqual(['Paper 2', 'Paper 10']);
  expect(rows.map(({ chain, cells }) => [chain, cells.map((cell) => cell.map(({ figure }) => figure))])).toEqual([['mayor', [['6', '7'], ['3']]], ['nurse', [['9'], []]]]);
});

it('by time: in the order the answers come, each chain its row', () => {
  const { columns, rows } = matrixOf(all, 'time');
  expect(columns.map(({ key }) => key)).toEqual(['4 Jan', '5 Jan']);
  expect(rows.map(({ chain }) => chain)).toEqual(['paper 10 → mayor', 'paper 2 → mayor', 'paper 2 → nurse']);
});

it('loses no figure', () => {
  for (const across of ['account', 'time'] as const) expect(matrixOf(all, across).rows.flatMap(({ cells }) => cells.flat())).toHaveLength(all.length);
});
