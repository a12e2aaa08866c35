import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, signedInAs } from '@/test/api';
import { openAt } from '@/test/app';

const bob = {
  id: 'u2',
  name: 'bob',
  displayName: 'Bob',
  email: 'bob@example.org',
  roles: ['user', 'auditor'],
  active: true,
};
const routes = {
  ...signedInAs('admin'),
  'GET /api/v1/users': () => ({ body: { items: [bob] } }),
};

async function choose(item: string) {
  const { user } = openAt('/admin/users');
  await user.click(await screen.findByRole('button', { name: 'Actions for bob' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
  return user;
}

describe('the users of the platform', () => {
  it.each([
    ['Deactivate', 'POST /api/v1/users/bob/deactivate'],
    ['End all sessions', 'DELETE /api/v1/users/bob/sessions'],
    ['Mail a link for a new password', 'POST /api/v1/users/bob/password-reset'],
    ['Remove the second factor', 'DELETE /api/v1/users/bob/second-factor'],
  ])('%s asks for the name', async (item, route) => {
    const calls = answerWith({ ...routes, [route]: () => ({ status: 204 }) });
    const user = await choose(item);
    const name = await screen.findByLabelText('Type bob to confirm');
    await user.type(name, 'ada{Enter}');
    expect(await screen.findByText('This is not bob')).toBeVisible();
    await user.clear(name);
    await user.type(name, 'bob{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.filter((call) => call.route === route)).toHaveLength(1);
  });

  it('keep their other role when they become administrators', async () => {
    const calls = answerWith({
      ...routes,
      'PUT /api/v1/users/bob/platform-roles': () => ({ body: bob }),
    });
    const user = await choose('Make administrator');
    await user.type(await screen.findByLabelText('Type bob to confirm'), 'bob{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.find(({ route }) => route.startsWith('PUT'))?.body).toEqual({
      roles: ['auditor', 'admin'],
    });
  });

  it('say in the dialog why something is refused', async () => {
    answerWith({
      ...routes,
      'POST /api/v1/users/bob/deactivate': () =>
        problem(409, 'conflict', 'This is the last administrator'),
    });
    const user = await choose('Deactivate');
    await user.type(await screen.findByLabelText('Type bob to confirm'), 'bob{Enter}');
    expect(await screen.findByText('This is the last administrator')).toBeVisible();
  });

  it('show their tokens, which an administrator can revoke', async () => {
    const token = {
      id: 't9',
      name: 'laptop',
      scopes: ['write'],
      only: [],
      networks: [],
      createdAt: '2026-05-01T12:00:00Z',
      hint: 'hf_abcd',
    };
    const calls = answerWith({
      ...routes,
      'GET /api/v1/users/bob/tokens': () => ({ body: { items: [token] } }),
      'DELETE /api/v1/users/bob/tokens/t9': () => ({ status: 204 }),
    });
    const user = await choose('Tokens');
    const dialog = await screen.findByRole('dialog', { name: 'Tokens of bob' });
    await user.click(await within(dialog).findByRole('button', { name: 'Revoke laptop' }));
    await user.type(await screen.findByLabelText('Type laptop to confirm'), 'laptop{Enter}');
    await waitFor(() =>
      expect(calls.some(({ route }) => route === 'DELETE /api/v1/users/bob/tokens/t9')).toBe(true),
    );
  });
});
