import { describe, expect, it } from 'vitest';
import { joined } from '../../src/language/spacing.ts';

const said = (...texts: string[]) => texts.reduce(joined);

describe('A slot in a script without spaces', () => {
  it('has a space on either side of letters and figures, and none around the script’s own characters', () => {
    expect(said('它从 ', 'animal', ' 读取 ', '31%', '。')).toBe('它从 animal 读取 31%。');
    expect(said('它从 ', '自身', ' 读取 ', '31%', '。')).toBe('它从自身读取 31%。');
    expect(said('第 2 头：', ' 其余')).toBe('第 2 头：其余');
  });

  it('changes nothing of what has spaces', () => {
    expect(said('it reads ', '31%', ' from ', 'animal', '.')).toBe('it reads 31% from animal.');
  });
});
