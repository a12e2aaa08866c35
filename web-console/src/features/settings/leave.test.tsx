import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, session, signedIn } from '@/test/api';
import { openAt } from '@/test/app';

const DELETION = 'POST /api/v1/users/me/deletion';
const END = '2030-01-15T12:00:00Z';
const routes = {
  ...signedIn,
  'GET /api/v1/users/me': () => ({ body: { emailVerified: true, secondFactorNeededFor: [] } }),
  'GET /api/v1/privacy/export': () => problem(404, 'not-found', 'No export'),
  'GET /api/v1/auth/registration': () => ({ body: { mode: 'closed', mailDomains: [] } }),
};

async function leave(name = 'ada') {
  const { user, path } = openAt('/settings/profile');
  await user.click(await screen.findByRole('button', { name: 'Delete my account' }));
  await user.type(await screen.findByLabelText('Type ada to confirm'), `${name}{Enter}`);
  return { user, path };
}

describe('deleting the own account', () => {
  it('says what goes and what stays, and sends nothing before the name is right', async () => {
    const calls = answerWith(routes);
    await leave('bob');
    expect(await screen.findByText('This is not ada')).toBeVisible();
    expect(screen.getByText(/everything in the namespace ada goes for good/)).toBeInTheDocument();
    expect(screen.getByText(/stays, under a pseudonym/)).toBeInTheDocument();
    expect(calls.some(({ route }) => route === DELETION)).toBe(false);
  });

  it('leads to the sign-in, which says until when the account can be kept', async () => {
    const calls = answerWith({
      ...routes,
      [DELETION]: () => ({ status: 202, body: { effectiveAt: END } }),
    });
    const { path } = await leave();
    expect(
      await screen.findByText(/Your account will be deleted on January 15, 2030/),
    ).toBeVisible();
    expect(path()).toBe('/login');
    expect(calls.find(({ route }) => route === DELETION)?.body).toEqual({ name: 'ada' });
  });

  it('asks for a fresh proof first', async () => {
    let proved = false;
    answerWith({
      ...routes,
      [DELETION]: () => {
        const asked = problem(403, 'step-up-required', 'Prove it');
        return proved
          ? { status: 202, body: { effectiveAt: END } }
          : { ...asked, body: { ...(asked.body as object), methods: ['password'] } };
      },
      'POST /api/v1/auth/step-up': () => {
        proved = true;
        return { body: session };
      },
    });
    const { user } = await leave();
    await user.type(await screen.findByLabelText('Password'), 'right{Enter}');
    expect(await screen.findByText(/Your account will be deleted/)).toBeVisible();
  });

  it('says which organisations would be left alone', async () => {
    answerWith({
      ...routes,
      [DELETION]: () => problem(409, 'conflict', 'You are the only owner of acme'),
    });
    await leave();
    expect(await screen.findByText('You are the only owner of acme')).toBeVisible();
  });
});

describe('the own data', () => {
  it('is collected, and downloaded once', async () => {
    let state = '';
    const found = () => ({
      body: { state, requestedAt: END, expiresAt: END, bytes: 2048 },
    });
    const calls = answerWith({
      ...routes,
      'GET /api/v1/privacy/export': () =>
        state ? found() : problem(404, 'not-found', 'No export'),
      'POST /api/v1/privacy/export': () => {
        state = 'ready';
        return { ...found(), status: 202 };
      },
      'POST /api/v1/privacy/export/archive': () => {
        state = 'downloaded';
        return { body: 'zip' };
      },
    });
    URL.createObjectURL = () => 'blob:archive';
    const { user } = openAt('/settings/profile');
    await user.click(await screen.findByRole('button', { name: 'Collect my data' }));
    expect(await screen.findByText(/The archive is ready \(2 KiB\)/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Download the archive' }));
    expect(await screen.findByText(/was downloaded and is gone/)).toBeVisible();
    expect(calls.filter(({ route }) => route.endsWith('/archive'))).toHaveLength(1);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Collect my data' })).toBeEnabled(),
    );
  });

  it('says when collecting failed', async () => {
    answerWith({
      ...routes,
      'GET /api/v1/privacy/export': () => ({
        body: { state: 'failed', requestedAt: END, expiresAt: END, bytes: 0 },
      }),
    });
    openAt('/settings/profile');
    expect(await screen.findByText(/could not be collected/)).toBeVisible();
  });
});
