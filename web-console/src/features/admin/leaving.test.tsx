import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, signedInAs } from '@/test/api';
import { openAt } from '@/test/app';

const bob = {
  id: 'u2',
  name: 'bob',
  displayName: 'Bob',
  email: 'bob@example.org',
  roles: ['user'],
  active: false,
};
const leaving = { ...bob, deletionAt: '2030-01-15T12:00:00Z' };
const ERASURES = '/api/v1/privacy/erasures';
const erasure = {
  id: 'e1',
  pseudonym: 'deleted-0123456789ab',
  requestedAt: '2030-01-01T00:00:00Z',
  steps: [
    { service: 'dataset', attempts: 1, failure: 'dataset answered 503' },
    { service: 'model', attempts: 0 },
  ],
};

const routesFor = (user: object) => ({
  ...signedInAs('admin'),
  'GET /api/v1/users': () => ({ body: { items: [user] } }),
});

async function choose(item: string) {
  const { user } = openAt('/admin/users');
  await user.click(await screen.findByRole('button', { name: 'Actions for bob' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
  await user.type(await screen.findByLabelText('Type bob to confirm'), 'bob{Enter}');
}

describe('somebody who leaves', () => {
  it('stands in the list with the date', async () => {
    answerWith(routesFor(leaving));
    openAt('/admin/users');
    expect(await screen.findByText('Will be deleted')).toBeVisible();
    expect(screen.getByText(/on January 15, 2030/)).toBeVisible();
  });

  it.each([
    ['Keep the account', 'POST /api/v1/users/bob/activate'],
    ['Stop the deletion, deactivate', 'POST /api/v1/users/bob/deactivate'],
  ])('%s', async (item, route) => {
    const calls = answerWith({ ...routesFor(leaving), [route]: () => ({ body: bob }) });
    await choose(item);
    await waitFor(() => expect(calls.some((call) => call.route === route)).toBe(true));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('an erasure', () => {
  it('shows the receipt of every service as it comes', async () => {
    const calls = answerWith({
      ...routesFor(bob),
      [`POST ${ERASURES}`]: () => ({ status: 202, body: erasure }),
      [`GET ${ERASURES}/e1`]: () => ({ body: erasure }),
    });
    await choose('Erase');
    expect(await screen.findByText('dataset answered 503')).toBeVisible();
    expect(screen.getByText('not yet')).toBeVisible();
    expect(screen.getByText(/deleted-0123456789ab/)).toBeVisible();
    expect(calls.find(({ route }) => route === `POST ${ERASURES}`)?.body).toEqual({ name: 'bob' });
  });

  it('says when all is gone', async () => {
    const done = {
      ...erasure,
      completedAt: '2030-01-01T00:01:00Z',
      steps: [
        { service: 'dataset', attempts: 1, doneAt: '2030-01-01T00:00:30Z', counts: { commits: 7 } },
      ],
    };
    answerWith({
      ...routesFor(bob),
      [`POST ${ERASURES}`]: () => ({ status: 202, body: done }),
      [`GET ${ERASURES}/e1`]: () => ({ body: done }),
    });
    await choose('Erase');
    expect(await screen.findByText('All is erased')).toBeVisible();
    expect(screen.getByText(/commits 7/)).toBeVisible();
  });

  it('is not offered for who can sign in', async () => {
    answerWith(routesFor({ ...bob, active: true }));
    const { user } = openAt('/admin/users');
    await user.click(await screen.findByRole('button', { name: 'Actions for bob' }));
    await screen.findByRole('menuitem', { name: 'Deactivate' });
    expect(screen.queryByRole('menuitem', { name: 'Erase' })).toBeNull();
  });

  it('says why it is refused', async () => {
    answerWith({
      ...routesFor(bob),
      [`POST ${ERASURES}`]: () => problem(409, 'conflict', 'bob is the only owner of acme'),
    });
    await choose('Erase');
    expect(await screen.findByText('bob is the only owner of acme')).toBeVisible();
  });
});
