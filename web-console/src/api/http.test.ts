import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, problem } from '@/test/api';
import { http, setStepUpListener } from './http';

const refusal = problem(403, 'step-up-required', 'Prove it');
const asks = { ...refusal, body: { ...(refusal.body as object), methods: ['password'] } };

describe('a request that needs a fresh proof', () => {
  let proved: boolean;
  beforeEach(() => {
    proved = false;
  });

  it('waits with all others for one proof, and is repeated with what it carried', async () => {
    const calls = answerWith({
      'POST /a': () => (proved ? { body: 'a' } : asks),
      'DELETE /b': () => (proved ? { status: 204 } : asks),
    });
    const listener = vi.fn(async () => {
      proved = true;
      return true;
    });
    setStepUpListener(listener);
    expect(await Promise.all([http.post('/a', { x: 1 }), http.delete('/b')])).toEqual([
      'a',
      undefined,
    ]);
    expect(listener).toHaveBeenCalledExactlyOnceWith(['password']);
    expect(calls.filter(({ route }) => route === 'POST /a').map(({ body }) => body)).toEqual([
      { x: 1 },
      { x: 1 },
    ]);
  });

  it('is not asked for a second time, and not repeated without a proof', async () => {
    const calls = answerWith({ 'POST /a': () => asks });
    setStepUpListener(async () => true);
    await expect(http.post('/a')).rejects.toMatchObject({ type: 'step-up-required' });
    expect(calls).toHaveLength(2);
    setStepUpListener(async () => false);
    await expect(http.post('/a')).rejects.toMatchObject({ type: 'step-up-required' });
    expect(calls).toHaveLength(3);
  });
});

describe('a download', () => {
  it('takes a file of any type', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('zip'));
    await http.download('/archive');
    expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get('Accept')).toBe('*/*');
    fetched.mockRestore();
  });
});
