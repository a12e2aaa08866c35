import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { answerWith, problem, signedIn, signedInAs } from '@/test/api';
import { openAt } from '@/test/app';

const token = {
  id: 't1',
  name: 'nightly',
  scopes: ['dataset:write', 'job:read'],
  only: ['datasets/acme/flowers'],
  networks: ['203.0.113.0/24'],
  createdAt: '2026-05-01T12:00:00Z',
  expiresAt: '2030-01-01T00:00:00Z',
  lastUsedAt: '2026-05-02T12:00:00Z',
  lastUsedNetwork: '198.51.100.0/24',
  hint: 'hf_abcd',
};
const list = { 'GET /api/v1/tokens': () => ({ body: { items: [token] } }) };

describe('tokens', () => {
  it('show what they may do, where, and from where they were last used', async () => {
    answerWith({ ...signedIn, ...list });
    openAt('/settings/tokens');
    const row = await screen.findByRole('row', { name: /nightly/ });
    for (const text of ['Datasets: write, Jobs: read', 'datasets/acme/flowers', '198.51.100.0/24'])
      expect(within(row).getByText(text)).toBeVisible();
  });

  it('are made with single permissions and limits, and shown once', async () => {
    const calls = answerWith({
      ...signedIn,
      ...list,
      'POST /api/v1/tokens': () => ({ status: 201, body: { ...token, token: 'hf_secret' } }),
    });
    const { user } = openAt('/settings/tokens');
    await user.click(await screen.findByRole('button', { name: 'New token' }));
    await user.type(await screen.findByLabelText('What it is for'), 'nightly');
    await user.selectOptions(screen.getByLabelText('Rights'), 'chosen');
    await user.selectOptions(screen.getByLabelText('Datasets'), 'write');
    await user.type(screen.getByLabelText('Only these (optional)'), 'acme{Enter}datasets/bee/x');
    await user.type(screen.getByLabelText(/Only from these networks/), '203.0.113.0/24');
    expect(screen.queryByLabelText('My platform roles count')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Create the token' }));
    expect(await screen.findByText('hf_secret')).toBeVisible();
    expect(calls.find(({ route }) => route === 'POST /api/v1/tokens')?.body).toEqual({
      name: 'nightly',
      scopes: ['dataset:write'],
      only: ['acme', 'datasets/bee/x'],
      networks: ['203.0.113.0/24'],
      expiresInDays: 90,
    });
    await user.keyboard('{Escape}');
    expect(screen.getByText('hf_secret')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'I have kept it' }));
    expect(screen.queryByText('hf_secret')).toBeNull();
  });

  it('say on the field which range is refused; an administrator may let his role count', async () => {
    answerWith({
      ...signedInAs('admin'),
      ...list,
      'POST /api/v1/tokens': () =>
        problem(400, 'invalid-input', 'Not valid', [
          { field: 'networks[1]', message: 'must be an address range' },
        ]),
    });
    const { user } = openAt('/settings/tokens');
    await user.click(await screen.findByRole('button', { name: 'New token' }));
    await user.type(await screen.findByLabelText('What it is for'), 'ops');
    await user.click(screen.getByLabelText('My platform roles count'));
    await user.click(screen.getByRole('button', { name: 'Create the token' }));
    expect(await screen.findByText('must be an address range')).toBeVisible();
    expect(screen.getByLabelText(/Only from these networks/)).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  });

  it('are revoked only by their name', async () => {
    const calls = answerWith({
      ...signedIn,
      ...list,
      'DELETE /api/v1/tokens/t1': () => ({ status: 204 }),
    });
    const { user } = openAt('/settings/tokens');
    await user.click(await screen.findByRole('button', { name: 'Revoke nightly' }));
    const name = await screen.findByLabelText('Type nightly to confirm');
    await user.type(name, 'nightl{Enter}');
    expect(await screen.findByText('This is not nightly')).toBeVisible();
    await user.type(name, 'y{Enter}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.some(({ route }) => route === 'DELETE /api/v1/tokens/t1')).toBe(true);
  });
});
