import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, signedInAs } from '@/test/api';
import { openAt } from '@/test/app';

const entry = (id: number, more: object = {}) => ({
  id,
  at: '2026-05-01T12:00:00Z',
  actorId: 'account-1',
  actor: 'ada',
  action: 'token.create',
  target: 'nightly',
  outcome: 'success',
  requestId: 'req-42',
  details: { scope: 'read' },
  chain: 3,
  seq: 17,
  ...more,
});

describe('the audit trail', () => {
  it('is searched once, when asked, by filters that stand in the address', async () => {
    const calls = answerWith({
      ...signedInAs('auditor'),
      'GET /api/v1/audit': (_, url) => ({
        body: { items: url.searchParams.get('outcome') === 'refused' ? [] : [entry(1)] },
      }),
    });
    const { user, search } = openAt('/admin/audit?actor=ada');
    await screen.findByRole('button', { name: /token.create/ });
    expect(screen.queryByRole('link', { name: 'Users' })).toBeNull();
    expect(screen.getByLabelText('Who')).toHaveValue('ada');
    await user.selectOptions(screen.getByLabelText('Outcome'), 'refused');
    await user.type(screen.getByLabelText('What'), 'token.create{Enter}');
    await screen.findByText('No entry matches');
    await waitFor(() =>
      expect(search()).toEqual({ actor: 'ada', action: 'token.create', outcome: 'refused' }),
    );
    const asked = calls.filter(({ route }) => route === 'GET /api/v1/audit');
    expect(asked).toHaveLength(2);
    expect(screen.getByRole('link', { name: 'Download as CSV' })).toHaveAttribute(
      'href',
      '/api/v1/audit/export?actor=ada&action=token.create&outcome=refused&format=csv',
    );
  });

  it('shows what an entry holds, its place in the chain, and what was erased', async () => {
    answerWith({
      ...signedInAs('admin'),
      'GET /api/v1/audit': () => ({
        body: { items: [entry(1, { actor: null, details: null })] },
      }),
    });
    const { user } = openAt('/admin/audit');
    const row = await screen.findByRole('row', { name: /token.create/ });
    expect(within(row).getByText('erased')).toBeVisible();
    await user.click(within(row).getByRole('button'));
    const dialog = await screen.findByRole('dialog', { name: 'Entry 1' });
    expect(within(dialog).getByText('req-42')).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Copy: Request id' })).toBeVisible();
    expect(within(dialog).getByText('3, entry 17')).toBeVisible();
    expect(within(dialog).getAllByText('erased')).toHaveLength(2);
  });

  it('reads further pages by their key', async () => {
    answerWith({
      ...signedInAs('admin'),
      'GET /api/v1/audit': (_, url) => ({
        body:
          url.searchParams.get('cursor') === 'next'
            ? { items: [entry(1, { action: 'session.end' })] }
            : { items: [entry(2)], nextCursor: 'next' },
      }),
    });
    const { user } = openAt('/admin/audit');
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('button', { name: /session.end/ })).toBeVisible();
  });

  it('is closed to everybody else', async () => {
    answerWith(signedInAs('user'));
    openAt('/admin/audit');
    expect(await screen.findByText('Administration is for administrators')).toBeVisible();
  });
});
