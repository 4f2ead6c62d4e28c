import { expect, it } from 'vitest';
import { spanOf } from './selection.ts';

it('counts bytes from the beginning of the block', () => {
  expect(spanOf(100, 'погибли ', 'не менее 14')).toEqual({ span: [115, 133], quote: 'не менее 14', start: 100 });
});

it('leaves white space at the ends out', () => {
  expect(spanOf(0, 'at ', ' six \n')).toEqual({ span: [4, 7], quote: 'six', start: 0 });
  expect(spanOf(0, '', ' \n')).toBeNull();
});
