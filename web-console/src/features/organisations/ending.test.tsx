import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, session } from '@/test/api';
import { openAt } from '@/test/app';

const ORG = '/api/v1/orgs/acme';
const END = '2030-01-15T12:00:00Z';
const acme = { id: 'o1', name: 'acme', displayName: 'Acme', role: 'owner' };
const owner = {
  'GET /api/v1/auth/session': () => ({
    body: {
      ...session,
      namespaces: [...session.namespaces, { name: 'acme', kind: 'organisation', role: 'owner' }],
    },
  }),
  [`GET ${ORG}`]: () => ({ body: acme }),
  'GET /api/v1/orgs': () => ({ body: { items: [] } }),
};

describe('the end of an organisation', () => {
  it('is asked for by its name, and leads to where it can be kept', async () => {
    let ending = false;
    const calls = answerWith({
      ...owner,
      'GET /api/v1/orgs': () => ({
        body: { items: ending ? [{ ...acme, deletionAt: END }] : [] },
      }),
      [`POST ${ORG}/deletion`]: () => {
        ending = true;
        return { status: 202, body: { effectiveAt: END } };
      },
    });
    const { user, path } = openAt('/acme?tab=settings');
    await user.click(await screen.findByRole('button', { name: 'Delete the organisation' }));
    const name = await screen.findByLabelText('Type acme to confirm');
    await user.type(name, 'acne{Enter}');
    expect(await screen.findByText('This is not acme')).toBeVisible();
    await user.clear(name);
    await user.type(name, 'acme{Enter}');
    expect(await screen.findByRole('button', { name: 'Keep acme' })).toBeVisible();
    expect(path()).toBe('/settings/organisations');
    expect(calls.find(({ route }) => route === `POST ${ORG}/deletion`)?.body).toEqual({
      name: 'acme',
    });
  });

  it('says why it is refused', async () => {
    answerWith({
      ...owner,
      [`POST ${ORG}/deletion`]: () => problem(403, 'forbidden', 'This needs the role owner'),
    });
    const { user } = openAt('/acme?tab=settings');
    await user.click(await screen.findByRole('button', { name: 'Delete the organisation' }));
    await user.type(await screen.findByLabelText('Type acme to confirm'), 'acme{Enter}');
    expect(await screen.findByText('This needs the role owner')).toBeVisible();
  });

  it('is taken back by an owner', async () => {
    let waits = true;
    const calls = answerWith({
      ...owner,
      'GET /api/v1/orgs': (_, url) => ({
        body: {
          items: waits && url.searchParams.has('waiting') ? [{ ...acme, deletionAt: END }] : [],
        },
      }),
      [`DELETE ${ORG}/deletion`]: () => {
        waits = false;
        return { status: 204 };
      },
    });
    const { user } = openAt('/settings/organisations');
    const keep = await screen.findByRole('button', { name: 'Keep acme' });
    expect(screen.getAllByText(/acme will be deleted on January 15, 2030/)[0]).toBeVisible();
    await user.click(keep);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Keep acme' })).toBeNull());
    expect(calls.some(({ route }) => route === `DELETE ${ORG}/deletion`)).toBe(true);
  });
});
