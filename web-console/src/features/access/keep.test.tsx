import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, session, signedOut } from '@/test/api';
import { openAt } from '@/test/app';

const SECRET = 'kZ7vQ2xW9bT4mR1skZ7vQ2xW9bT4mR1s-_0123456789';
const RESTORE = 'POST /api/v1/auth/login/restore';
const waits = {
  status: 202,
  body: {
    challenge: 'c-2',
    expiresAt: '2030-01-01T00:00:00Z',
    methods: ['restore'],
    deletionAt: '2030-01-15T12:00:00Z',
  },
};
const routes = { ...signedOut, 'POST /api/v1/auth/login': () => waits };

async function signIn() {
  const opened = openAt('/login');
  await opened.user.type(await screen.findByLabelText('Name or e-mail'), 'ada');
  await opened.user.type(screen.getByLabelText('Password'), 'right{Enter}');
  return opened;
}

describe('an account that waits for its deletion', () => {
  it('is kept only when its owner says so', async () => {
    const calls = answerWith({ ...routes, [RESTORE]: () => ({ body: session }) });
    const { user, path } = await signIn();
    expect(await screen.findByText(/will be deleted on January 15, 2030/)).toBeVisible();
    expect(calls.some(({ route }) => route === RESTORE)).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Keep the account and sign in' }));
    await screen.findByRole('button', { name: 'Menu of ada' });
    expect(path()).toBe('/');
    expect(calls.find(({ route }) => route === RESTORE)?.body).toEqual({ challenge: 'c-2' });
  });

  it('goes when its owner does not want it back', async () => {
    const calls = answerWith(routes);
    const { user } = await signIn();
    await user.click(await screen.findByRole('button', { name: 'Let it go' }));
    expect(await screen.findByLabelText('Name or e-mail')).toBeVisible();
    expect(calls.some(({ route }) => route === RESTORE)).toBe(false);
  });

  it('asks for the second factor before', async () => {
    const calls = answerWith({
      ...routes,
      'POST /api/v1/auth/login': () => ({
        status: 202,
        body: { ...waits.body, challenge: 'c-1', methods: ['totp', 'recovery'] },
      }),
      'POST /api/v1/auth/login/second-factor': () => waits,
      [RESTORE]: () => ({ body: session }),
    });
    const { user } = await signIn();
    await user.type(
      await screen.findByLabelText('Code of your authenticator app'),
      '123456{Enter}',
    );
    await user.click(await screen.findByRole('button', { name: 'Keep the account and sign in' }));
    await screen.findByRole('button', { name: 'Menu of ada' });
    expect(calls.find(({ route }) => route === RESTORE)?.body).toEqual({ challenge: 'c-2' });
  });

  it('says that it took too long', async () => {
    answerWith({
      ...routes,
      [RESTORE]: () => problem(401, 'unauthenticated', 'The sign-in took too long'),
    });
    const { user } = await signIn();
    await user.click(await screen.findByRole('button', { name: 'Keep the account and sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The sign-in took too long');
  });

  it('is kept by the link of the mail, with a press of the button', async () => {
    const route = 'POST /api/v1/auth/account/restore';
    const calls = answerWith({ ...signedOut, [route]: () => ({ status: 204 }) });
    const { user } = openAt(`/restore-account#${SECRET}`);
    const button = await screen.findByRole('button', { name: 'Keep the account' });
    expect(calls.some((call) => call.route === route)).toBe(false);
    await user.click(button);
    expect(await screen.findByText('Your account stays')).toBeVisible();
    expect(calls.at(-1)).toMatchObject({ route, body: { token: SECRET } });
  });

  it('is gone when the link is too old', async () => {
    answerWith({
      ...signedOut,
      'POST /api/v1/auth/account/restore': () => problem(410, 'gone', 'This link has expired'),
    });
    const { user } = openAt(`/restore-account#${SECRET}`);
    await user.click(await screen.findByRole('button', { name: 'Keep the account' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This link has expired');
  });

  it('is not believed to exist by an address without a date', async () => {
    answerWith(signedOut);
    openAt('/login?leaves=never');
    await screen.findByLabelText('Name or e-mail');
    expect(screen.queryByText(/will be deleted/)).toBeNull();
  });
});
