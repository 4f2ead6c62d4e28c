import { expect, it } from 'vitest';
import { addressOf } from './places.ts';

it('sections are screens, things are opened where they are at home', () => {
  expect(addressOf('findings')).toBe('#/case/findings');
  expect(addressOf('finding-1f')).toBe('#/case/findings?sel=finding-1f');
  expect(addressOf('account-3', [{ id: 'acc-77', anchor: 'account-3' }])).toBe('#/reader/acc-77');
});

it('what leads nowhere is no link', () => { expect(addressOf('colophon')).toBeNull(); });
