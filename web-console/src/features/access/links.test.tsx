import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, session, signedIn, signedOut } from '@/test/api';
import { openAt } from '@/test/app';

const SECRET = 'kZ7vQ2xW9bT4mR1skZ7vQ2xW9bT4mR1s-_0123456789';
const folder = {
  'GET /api/v1/auth/mail': () => ({ body: { transport: 'folder', folder: '/data/outbox' } }),
};
const RESETS = 'POST /api/v1/auth/password-resets';

describe('a lost password', () => {
  it('leads from the sign-in to a mail, and tells where mails lie', async () => {
    const calls = answerWith({ ...signedOut, ...folder, [RESETS]: () => ({ status: 202 }) });
    const { user } = openAt('/login');
    await user.click(await screen.findByRole('link', { name: 'Forgot your password?' }));
    await user.type(await screen.findByLabelText('E-mail'), 'ada@example.org{Enter}');
    expect(await screen.findByText('Look into your mail')).toBeVisible();
    expect(await screen.findByText('/data/outbox')).toBeVisible();
    expect(calls).toContainEqual(
      expect.objectContaining({ route: RESETS, body: { email: 'ada@example.org' } }),
    );
  });

  it('is not offered where the platform sends no mail', async () => {
    answerWith({
      ...signedOut,
      'GET /api/v1/auth/mail': () => ({ body: { transport: 'none' } }),
    });
    openAt('/login');
    await screen.findByText(/No account/);
    expect(screen.queryByRole('link', { name: 'Forgot your password?' })).toBeNull();
  });

  it('is replaced on the page of the link, which sends its secret and nothing before', async () => {
    const calls = answerWith({
      ...signedOut,
      ...folder,
      [`${RESETS}/complete`]: () => ({ status: 204 }),
    });
    const { user } = openAt(`/reset#${SECRET}`);
    const password = await screen.findByLabelText('New password');
    expect(calls.some(({ route }) => route.startsWith('POST'))).toBe(false);
    await user.type(password, 'short{Enter}');
    expect(await screen.findByText('At least 12 characters')).toBeVisible();
    await user.clear(password);
    await user.type(password, 'a wholly different sentence{Enter}');
    expect(await screen.findByText('Your new password is set')).toBeVisible();
    expect(calls.at(-1)).toMatchObject({
      route: `${RESETS}/complete`,
      body: { token: SECRET, password: 'a wholly different sentence' },
    });
  });

  it('says why a link does not work', async () => {
    answerWith({
      ...signedOut,
      ...folder,
      [`${RESETS}/complete`]: () => problem(410, 'gone', 'This link was used'),
    });
    const { user } = openAt(`/reset#${SECRET}`);
    await user.type(
      await screen.findByLabelText('New password'),
      'a wholly different sentence{Enter}',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('This link was used');
  });

  it('needs the whole link', async () => {
    answerWith({ ...signedOut, ...folder });
    openAt('/reset');
    expect(await screen.findByText('The link is not complete')).toBeVisible();
  });
});

describe('an address', () => {
  it('is confirmed by a press of the button, not by opening the link', async () => {
    const route = 'POST /api/v1/auth/email/confirm';
    const calls = answerWith({ ...signedOut, [route]: () => ({ status: 204 }) });
    const { user } = openAt(`/verify-email#${SECRET}`);
    const button = await screen.findByRole('button', { name: 'Confirm the address' });
    expect(calls.some((call) => call.route === route)).toBe(false);
    await user.click(button);
    expect(await screen.findByText('Your address is confirmed')).toBeVisible();
    expect(calls).toContainEqual(expect.objectContaining({ route, body: { token: SECRET } }));
  });

  it('can be taken back', async () => {
    answerWith({ ...signedOut, 'POST /api/v1/auth/email/restore': () => ({ status: 204 }) });
    const { user } = openAt(`/restore-email#${SECRET}`);
    await user.click(await screen.findByRole('button', { name: 'Take it back' }));
    expect(await screen.findByText('Your address is back')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Set a new password' })).toBeVisible();
  });

  it('in the profile counts once it is confirmed', async () => {
    const me = { email: 'ada@example.org', emailVerified: false };
    const calls = answerWith({
      ...signedIn,
      ...folder,
      'GET /api/v1/users/me': () => ({ body: me }),
      'PATCH /api/v1/users/me': () => ({ body: me }),
      'POST /api/v1/auth/email/verification': () => ({ status: 202 }),
    });
    const { user } = openAt('/settings/profile');
    expect(await screen.findByText('Not confirmed yet')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Mail me a link to confirm it' }));
    expect(calls.at(-1)?.route).toBe('POST /api/v1/auth/email/verification');
    const email = screen.getByLabelText('E-mail');
    await user.clear(email);
    await user.type(email, 'other@example.org');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/on its way to other@example.org/)).toBeVisible();
    expect(screen.getByText('/data/outbox')).toBeVisible();
  });
});

describe('a registration', () => {
  it('by mail domain waits for its address', async () => {
    const route = 'POST /api/v1/auth/register';
    answerWith({
      ...signedOut,
      ...folder,
      'GET /api/v1/auth/registration': () => ({
        body: { mode: 'open', mailDomains: ['example.org'] },
      }),
      [route]: () => ({ status: 202 }),
    });
    const { user } = openAt('/register');
    expect(await screen.findByText(/With an address of example.org/)).toBeVisible();
    await user.type(await screen.findByLabelText('User name'), 'ada');
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.org');
    await user.type(screen.getByLabelText('Password'), 'a long enough password{Enter}');
    expect(await screen.findByText(/on its way to ada@example.org/)).toBeVisible();
  });

  it('is confirmed by its link, which signs in', async () => {
    const route = 'POST /api/v1/auth/register/confirm';
    const calls = answerWith({ ...signedOut, [route]: () => ({ status: 201, body: session }) });
    const { user } = openAt(`/verify-registration#${SECRET}`);
    await user.click(await screen.findByRole('button', { name: 'Create the account' }));
    expect(await screen.findByText('Your account is ready')).toBeVisible();
    expect(calls).toContainEqual(expect.objectContaining({ route, body: { token: SECRET } }));
  });
});
