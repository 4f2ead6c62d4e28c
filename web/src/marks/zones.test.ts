import { expect, it } from 'vitest';
import { calledIn, zonesFrom } from './zones.ts';

it('offers the zone of the browser first, and each zone once', () => {
  expect(zonesFrom('Asia/Aqtau', ['Africa/Abidjan', 'Asia/Aqtau', 'UTC'])).toEqual(['Asia/Aqtau', 'Africa/Abidjan', 'UTC']);
  expect(zonesFrom('UTC', ['Africa/Abidjan'])).toEqual(['UTC', 'Africa/Abidjan']);
});

it('says what a zone is called, and nothing of one that is not known', () => {
  expect(calledIn('en', 'Europe/Berlin')).toContain('Central European');
  expect(calledIn('ru', 'Orlec/Old_Town')).toBe('');
});
