import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, signedIn, signedOut } from '@/test/api';
import { openAt } from '@/test/app';

const login = {
  client: 'Hugging Face CLI',
  scope: 'write',
  network: '192.0.2.0/24',
  userAgent: 'hf/1.2',
  createdAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 900_000).toISOString(),
};
const found = { 'POST /api/v1/auth/device-logins/lookup': () => ({ body: login }) };
const BASE = '/api/v1/auth/device-logins';

describe('a device that waits', () => {
  it('is shown with its network before it is approved, for as much as the person chooses', async () => {
    const calls = answerWith({
      ...signedIn,
      ...found,
      [`POST ${BASE}/approve`]: () => ({ status: 204 }),
    });
    const { user } = openAt('/settings/device?user_code=BCDF-GHJK');
    expect(await screen.findByLabelText('Code')).toHaveValue('BCDF-GHJK');
    await user.keyboard('{Tab}');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText('192.0.2.0/24');
    await user.selectOptions(screen.getByLabelText('What it may do'), 'read');
    await user.click(screen.getByRole('button', { name: 'Approve' }));
    await screen.findByText('The device is approved');
    expect(calls.at(-1)).toMatchObject({
      route: `POST ${BASE}/approve`,
      body: { userCode: 'BCDF-GHJK', scope: 'read' },
    });
  });

  it('can be turned away', async () => {
    answerWith({ ...signedIn, ...found, [`POST ${BASE}/deny`]: () => ({ status: 204 }) });
    const { user } = openAt('/settings/device#bcdf-ghjk');
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    await user.click(await screen.findByRole('button', { name: 'Deny' }));
    expect(await screen.findByText('The device is turned away')).toBeVisible();
  });

  it('says on the field that no device waits, and sends no code that cannot be one', async () => {
    const calls = answerWith({
      ...signedIn,
      [`POST ${BASE}/lookup`]: () => problem(404, 'not-found', 'Code of this device'),
    });
    const { user } = openAt('/settings/device');
    const code = await screen.findByLabelText('Code');
    await user.type(code, 'AEIO-1234{Enter}');
    expect(await screen.findByText(/Eight letters without vowels/)).toBeVisible();
    expect(calls.some(({ route }) => route.startsWith('POST'))).toBe(false);
    await user.clear(code);
    await user.type(code, 'bcdf ghjk{Enter}');
    expect(await screen.findByText(/No device waits under this code/)).toBeVisible();
    expect(code).toHaveAttribute('aria-invalid', 'true');
  });

  it('waits for a visitor who signs in over the page', async () => {
    answerWith({ ...signedOut, ...found });
    const { user, path } = openAt('/settings/device?user_code=BCDF-GHJK');
    await user.type(await screen.findByLabelText('Name or e-mail'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'a long enough password');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByLabelText('Code')).toHaveValue('BCDF-GHJK');
    expect(path()).toBe('/settings/device');
  });
});
