import { expect, it } from 'vitest';
import { ranked } from './match.ts';

const commands = [['Перейти: Находки', 'Go to Findings'], ['Отменить', 'Undo'], ['Ещё раз', 'Do again']];
const found = (typed: string): (string | undefined)[] => ranked(commands, typed, (texts) => texts).map(([, english]) => english);

it('finds a command in either language', () => {
  expect(found('наход')).toEqual(['Go to Findings']);
  expect(found('find')).toEqual(['Go to Findings']);
  expect(found('еще')).toEqual(['Do again']);
});

it('wants all words, in any order', () => {
  expect(found('findings go')).toEqual(['Go to Findings']);
  expect(found('findings undo')).toEqual([]);
});

it('shows all when nothing is typed, and those that begin so first', () => {
  expect(found('')).toHaveLength(3);
  expect(found('do')[0]).toBe('Do again');
});
