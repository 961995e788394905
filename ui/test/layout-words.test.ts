import { describe, expect, it } from 'vitest';
import { LINES, PITCH, readNumber } from '../src/layouts/numbers';
import { copyName, same, sizeName } from '../src/layouts/words';

describe('words and numbers', () => {
  it.each([
    ['28', 28], [' 28.95 ', 28.95], ['２８', 28], ['28磅', 28], ['28 磅', 28], ['28。5', 28.5], ['-3', -3], ['', null], ['28mm', null], ['1e3', null], ['28.', null],
  ])('reads %j', (text, number) => expect(readNumber(text, PITCH)).toBe(number));

  it.each([['22', 22], ['22行', 22], ['22.5', null], ['-1', null], ['100', null]])('reads %j as a count', (text, number) =>
    expect(readNumber(text, LINES)).toBe(number));

  it('names sizes and copies', () => {
    expect(sizeName(10.5)).toBe('五号（10.5 磅）');
    expect(sizeName(17)).toBe('17 磅');
    expect(copyName('甲', [])).toBe('甲（副本）');
    expect(copyName('甲', ['甲（副本）', '甲（副本2）'])).toBe('甲（副本3）');
  });

  it('compares without regard to the order of keys', () => {
    expect(same({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(same({ a: undefined }, { b: undefined })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same([], {})).toBe(false);
    expect(same(null, {})).toBe(false);
  });
});
