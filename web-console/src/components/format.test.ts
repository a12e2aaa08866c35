import { describe, expect, it } from 'vitest';
import { ago, bytes, duration, percent } from './format';

describe('format', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [123_456_789, '118 MiB'],
    [5 * 1024 ** 4, '5 TiB'],
  ])('writes %d bytes as %s', (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [61, '1 min 01 s'],
    [3840, '1 h 04 min'],
    [90_000, '1 d 01 h'],
  ])('writes %d seconds as %s', (value, text) => expect(duration(value)).toBe(text));

  it('says how long ago in the largest unit that fits', () => {
    const now = Date.parse('2026-05-01T12:00:00Z');
    expect(ago('2026-05-01T11:58:30Z', now)).toBe('1 minute ago');
    expect(ago('2026-04-30T11:00:00Z', now)).toBe('yesterday');
    expect(ago('2026-05-01T11:59:50Z', now)).toBe('now');
  });

  it('rounds shares to one digit', () => expect(percent(0.3333)).toBe('33.3%'));
});
