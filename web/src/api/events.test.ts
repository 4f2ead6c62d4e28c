import { expect, it } from 'vitest';
import { EventParser } from './events.ts';

it('puts together what comes in pieces', () => {
  const parser = new EventParser();
  expect(parser.push('event: sta')).toEqual([]);
  expect(parser.push('tus\ndata: {"a":')).toEqual([]);
  expect(parser.push('1}\n\n: keep alive\n\nevent: status\r\ndata: x\r\n\r\n')).toEqual([{ name: 'status', data: '{"a":1}' }, { name: 'status', data: 'x' }]);
});

it('joins lines of data, and has a name without one', () => {
  expect(new EventParser().push('data: a\ndata: b\n\n')).toEqual([{ name: 'message', data: 'a\nb' }]);
});
