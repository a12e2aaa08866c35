import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, signedIn } from '@/test/api';
import { openAt } from '@/test/app';

const FACTOR = '/api/v1/auth/second-factor';
const entry = (id: string, more: object = {}) => ({
  id,
  createdAt: '2026-05-01T12:00:00Z',
  lastSeenAt: '2026-05-02T12:00:00Z',
  device: `Firefox on ${id}`,
  userAgent: 'Mozilla/5.0',
  network: '192.0.2.0/24',
  methods: ['pwd', 'otp'],
  current: false,
  ...more,
});
const routes = {
  ...signedIn,
  [`GET ${FACTOR}`]: () => ({ body: { enrolled: false, recoveryCodesLeft: 0 } }),
  'GET /api/v1/users/me': () => ({
    body: { secondFactor: false, secondFactorNeededFor: ['acme'] },
  }),
  'GET /api/v1/auth/sessions': () => ({ body: { items: [entry('Linux'), entry('Mac')] } }),
};

describe('the second factor', () => {
  it('is enrolled with a picture and a code, and its recovery codes are shown once', async () => {
    let enrolled = false;
    const calls = answerWith({
      ...routes,
      [`GET ${FACTOR}`]: () => ({ body: { enrolled, recoveryCodesLeft: enrolled ? 10 : 0 } }),
      [`POST ${FACTOR}`]: () => ({ body: { secret: 'ABCDEFGH', uri: 'otpauth://totp/x' } }),
      [`POST ${FACTOR}/confirm`]: (body) => {
        if ((body as { code: string }).code !== '123456')
          return problem(400, 'invalid-input', 'Wrong', [{ field: 'code', message: 'is not it' }]);
        enrolled = true;
        return { body: { recoveryCodes: ['aaaa-bbbb', 'cccc-dddd'] } };
      },
    });
    const { user } = openAt('/settings/security');
    expect(await screen.findByText(/wait until you have a second factor: acme/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Set up an authenticator app' }));
    expect(await screen.findByRole('img', { name: /QR code/ })).toBeVisible();
    expect(screen.getByText('ABCD EFGH')).toBeVisible();
    const code = screen.getByLabelText('Code that the app shows now');
    await user.type(code, '000000{Enter}');
    expect(await screen.findByText('is not it')).toBeVisible();
    await user.clear(code);
    await user.type(code, '123 456{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Recovery codes' });
    expect(within(dialog).getByText(/aaaa-bbbb/)).toBeVisible();
    expect(within(dialog).getByRole('link', { name: 'Download as a file' })).toHaveAttribute(
      'href',
      'data:text/plain;charset=utf-8,aaaa-bbbb%0Acccc-dddd%0A',
    );
    await user.click(within(dialog).getByRole('button', { name: 'I have kept it' }));
    expect(await screen.findByText('Recovery codes left')).toBeVisible();
    expect(calls.at(-1)?.route).not.toContain('confirm');
  });

  it('is removed only by the name, and warns of few recovery codes', async () => {
    const calls = answerWith({
      ...routes,
      [`GET ${FACTOR}`]: () => ({ body: { enrolled: true, recoveryCodesLeft: 2 } }),
      [`DELETE ${FACTOR}`]: () => ({ status: 204 }),
    });
    const { user } = openAt('/settings/security');
    expect(await screen.findByText(/Few recovery codes/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Remove the second factor' }));
    await user.type(await screen.findByLabelText('Type ada to confirm'), 'ada{Enter}');
    await screen.findByText('The second factor is removed');
    expect(calls.some(({ route }) => route === `DELETE ${FACTOR}`)).toBe(true);
  });
});

describe('sessions', () => {
  it('name device, network and proof; the others end together', async () => {
    let items = [entry('Linux', { current: true }), entry('Mac', { methods: ['pwd'] })];
    answerWith({
      ...routes,
      'GET /api/v1/auth/sessions': () => ({ body: { items } }),
      'DELETE /api/v1/auth/sessions': () => {
        items = items.slice(0, 1);
        return { status: 204 };
      },
    });
    const { user } = openAt('/settings/security');
    const own = await screen.findByRole('row', { name: /Firefox on Linux/ });
    for (const text of ['this one', '192.0.2.0/24', 'Password, Code of the app'])
      expect(within(own).getByText(text)).toBeVisible();
    expect(within(own).queryByRole('button')).toBeNull();
    expect(screen.getByRole('button', { name: 'End Firefox on Mac' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'End all others' }));
    await waitFor(() => expect(screen.queryByText('Firefox on Mac')).toBeNull());
    expect(screen.queryByRole('button', { name: 'End all others' })).toBeNull();
  });
});
