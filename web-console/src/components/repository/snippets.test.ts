import { describe, expect, it } from 'vitest';
import type { TreeEntry } from '@/api/types';
import { snippets } from './snippets';

const file = (path: string) => ({ type: 'file', path, sizeBytes: 1 }) as TreeEntry;
const codeOf = (...args: Parameters<typeof snippets>) => snippets(...args).map(({ code }) => code);

describe('lines that get files from outside', () => {
  it('prefers the table to other files', () => {
    const [download] = codeOf('datasets', 'ada/flowers', 'main', [
      file('README.md'),
      file('a.csv'),
    ]);
    expect(download).toContain('/datasets/ada/flowers/resolve/main/a.csv');
    expect(download).toContain('-o a.csv');
  });

  it('reads JSON Lines row by row', () => {
    const [, python] = codeOf('datasets', 'ada/mails', 'main', [file('mails.jsonl')]);
    expect(python).toContain('lines=True');
  });

  it('opens the graph of a model', () => {
    const [, python] = codeOf('models', 'ada/m', 'v1', [file('README.md'), file('model.onnx')]);
    expect(python).toContain('onnxruntime.InferenceSession');
  });

  it('quotes names that a shell would take apart', () => {
    const [download] = codeOf('datasets', 'ada/odd', 'main', [file("it's $HOME.csv")]);
    expect(download).toContain(String.raw`-o 'it'\''s $HOME.csv'`);
  });

  it('says nothing where there is no file', () => {
    expect(snippets('datasets', 'ada/empty', 'main', [])).toEqual([]);
  });
});
