import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, session, signedIn, signedOut } from '@/test/api';
import { openAt } from '@/test/app';

const BASE = '/api/v1/auth/device-logins';
const device = {
  client: 'Hugging Face CLI',
  scope: 'read',
  network: '192.0.2.0/24',
  userAgent: null,
  createdAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 900_000).toISOString(),
};
const challenge = {
  challenge: 'c-1',
  expiresAt: '2030-01-01T00:00:00Z',
  methods: ['totp', 'recovery'],
};
const stepUpRequired = (methods: string[]) => {
  const answer = problem(403, 'step-up-required', 'Prove it');
  return { ...answer, body: { ...(answer.body as object), methods } };
};

/** A platform that lets a device in only after the person has proved to be there. */
function guarded(methods: string[]) {
  let proved = false;
  return {
    ...signedIn,
    [`POST ${BASE}/lookup`]: () => ({ body: device }),
    [`POST ${BASE}/approve`]: () => (proved ? { status: 204 } : stepUpRequired(methods)),
    'POST /api/v1/auth/step-up': (body: unknown) => {
      const { password, code } = body as { password?: string; code?: string };
      if (password !== 'right' && code !== '123456')
        return problem(401, 'unauthenticated', 'That is not right');
      proved = true;
      return { body: { ...session, csrfToken: 'csrf-2' } };
    },
  };
}

async function approve() {
  const { user } = openAt('/settings/device?user_code=BCDF-GHJK');
  await user.click(await screen.findByRole('button', { name: 'Continue' }));
  await user.click(await screen.findByRole('button', { name: 'Approve' }));
  return user;
}

describe('what needs a fresh proof', () => {
  it('is repeated with the new session token after the proof, and a wrong one can be tried again', async () => {
    const calls = answerWith(guarded(['password']));
    const user = await approve();
    const password = await screen.findByLabelText('Password');
    await user.type(password, 'wrong{Enter}');
    expect(await screen.findByText('That is not right')).toBeVisible();
    expect(screen.queryByText('Your session has ended')).toBeNull();
    await user.clear(password);
    await user.type(password, 'right{Enter}');
    expect(await screen.findByText('The device is approved')).toBeVisible();
    expect(calls.at(-1)?.route).toBe(`POST ${BASE}/approve`);
    expect(calls.at(-1)?.headers).toMatchObject({ 'X-CSRF-Token': 'csrf-2' });
  });

  it('asks for a code where there is a second factor', async () => {
    answerWith(guarded(['totp', 'recovery']));
    const user = await approve();
    await user.type(await screen.findByLabelText('Code of your authenticator app'), '123 456');
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('The device is approved')).toBeVisible();
  });

  it('stays undone when the person leaves the dialog', async () => {
    const calls = answerWith(guarded(['password']));
    const user = await approve();
    await screen.findByLabelText('Password');
    await user.keyboard('{Escape}');
    expect(await screen.findByText(/Nothing was changed/)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.filter(({ route }) => route.endsWith('/approve'))).toHaveLength(1);
  });
});

describe('signing in with a second factor', () => {
  it('takes the code, or a recovery code instead', async () => {
    const calls = answerWith({
      ...signedOut,
      [`POST ${BASE}/lookup`]: () => ({ body: device }),
      'POST /api/v1/auth/login': () => ({ status: 202, body: challenge }),
      'POST /api/v1/auth/login/second-factor': () => ({ body: session }),
    });
    const { user } = openAt('/settings/device');
    await user.type(await screen.findByLabelText('Name or e-mail'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'a long enough password{Enter}');
    await screen.findByLabelText('Code of your authenticator app');
    await user.click(screen.getByRole('button', { name: 'Use a recovery code' }));
    await user.type(screen.getByLabelText('Recovery code'), 'aaaa-bbbb{Enter}');
    await screen.findByText('You are signed in as ada.');
    expect(calls.find(({ route }) => route.endsWith('/second-factor'))?.body).toEqual({
      challenge: 'c-1',
      recoveryCode: 'aaaa-bbbb',
    });
  });
});
