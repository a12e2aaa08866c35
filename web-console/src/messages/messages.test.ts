import { describe, expect, it } from 'vitest';
import { t, tName } from '.';
import { de } from './de';
import { en } from './en';

const texts = (message: string | { one: string; other: string }) =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const placeholders = (message: string | { one: string; other: string }) =>
  [...new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();

describe('messages', () => {
  it('are the same in every language, with the same places for values', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect([key, placeholders(de[key])]).toEqual([key, placeholders(en[key])]);
    }
  });

  it('choose singular and plural and write counts with separators', () => {
    expect(t('repo.fileCount', { count: 1 })).toBe('1 file');
    expect(t('repo.fileCount', { count: 1200 })).toBe('1,200 files');
  });

  it('show the name itself where the platform sends one that is unknown', () => {
    expect(tName('state', 'running')).toBe('Running');
    expect(tName('state', 'sleeping')).toBe('sleeping');
  });
});
