import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, session } from '@/test/api';
import { openAt } from '@/test/app';

const ORG = '/api/v1/orgs/acme';
const as = (role: string) => ({
  'GET /api/v1/auth/session': () => ({
    body: {
      ...session,
      namespaces: [...session.namespaces, { name: 'acme', kind: 'organisation', role }],
    },
  }),
});
const robot = {
  id: 'r1',
  name: 'ci',
  fullName: 'acme+ci',
  description: 'Nightly runs',
  role: 'writer',
  scopes: ['write'],
  only: [],
  networks: [],
  disabled: false,
  createdBy: 'ada',
  createdAt: '2026-05-01T12:00:00Z',
  expiresAt: '2030-01-01T00:00:00Z',
  secrets: [{ id: 's1', hint: 'hf_abcd', createdAt: '2026-05-01T12:00:00Z' }],
};
const withSecret = (token: string) => ({
  ...robot,
  secrets: [{ ...robot.secrets[0], id: 's2', token }, ...robot.secrets],
});
const list = { [`GET ${ORG}/robots`]: () => ({ body: { items: [robot] } }) };

describe('robots of an organisation', () => {
  it('are made with a role and limits, and their secret is shown once', async () => {
    const calls = answerWith({
      ...as('maintainer'),
      ...list,
      [`POST ${ORG}/robots`]: () => ({ status: 201, body: withSecret('hf_first') }),
    });
    const { user } = openAt('/acme?tab=robots');
    await user.click(await screen.findByRole('button', { name: 'New robot' }));
    await user.type(await screen.findByLabelText('Name'), 'ci');
    expect(screen.getByText('It acts as acme+ci.')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Role'), 'writer');
    await user.selectOptions(screen.getByLabelText('Rights'), 'write');
    await user.click(screen.getByRole('button', { name: 'Create the robot' }));
    expect(await screen.findByText('hf_first')).toBeVisible();
    expect(calls.find(({ route }) => route === `POST ${ORG}/robots`)?.body).toEqual({
      name: 'ci',
      role: 'writer',
      scopes: ['write'],
      only: [],
      networks: [],
      expiresInDays: 90,
    });
  });

  it('get a new secret, are disabled, and are deleted only by their name', async () => {
    const calls = answerWith({
      ...as('owner'),
      ...list,
      [`POST ${ORG}/robots/ci/rotate`]: () => ({ body: withSecret('hf_second') }),
      [`POST ${ORG}/robots/ci/disable`]: () => ({ body: { ...robot, disabled: true } }),
      [`DELETE ${ORG}/robots/ci`]: () => ({ status: 204 }),
    });
    const { user } = openAt('/acme?tab=robots');
    const choose = async (item: string) => {
      await user.click(await screen.findByRole('button', { name: 'Actions for acme+ci' }));
      await user.click(await screen.findByRole('menuitem', { name: item }));
    };
    await choose('New secret');
    expect(await screen.findByText('hf_second')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'I have kept it' }));
    await choose('Disable');
    await choose('Delete');
    await user.type(await screen.findByLabelText('Type ci to confirm'), 'ci{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const changes = calls.map(({ route }) => route).filter((route) => !route.startsWith('GET'));
    expect(changes).toEqual([
      `POST ${ORG}/robots/ci/rotate`,
      `POST ${ORG}/robots/ci/disable`,
      `DELETE ${ORG}/robots/ci`,
    ]);
  });
});

describe('an organisation', () => {
  it('shows each member what he may look after', async () => {
    answerWith({ ...as('writer'), [`GET ${ORG}/members`]: () => ({ body: { items: [] } }) });
    openAt('/acme?tab=settings');
    expect(await screen.findByRole('link', { name: 'Members' })).toBeVisible();
    for (const name of ['Robots', 'Invitations', 'Settings'])
      expect(within(screen.getByRole('main')).queryByRole('link', { name })).toBeNull();
  });

  it('can ask its members for a second factor', async () => {
    const organisation = {
      id: 'o',
      name: 'acme',
      displayName: 'Acme',
      requiresSecondFactor: false,
    };
    const calls = answerWith({
      ...as('owner'),
      [`GET ${ORG}`]: () => ({ body: organisation }),
      [`PATCH ${ORG}`]: (body) => ({ body: { ...organisation, ...(body as object) } }),
    });
    const { user } = openAt('/acme?tab=settings');
    await user.click(await screen.findByLabelText('Members need a second factor'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The organisation is changed');
    expect(calls.find(({ route }) => route === `PATCH ${ORG}`)?.body).toEqual({
      displayName: 'Acme',
      requiresSecondFactor: true,
    });
  });

  it('loses a member only by the name', async () => {
    const member = { name: 'bob', role: 'writer', since: '2026-05-01T12:00:00Z' };
    const calls = answerWith({
      ...as('owner'),
      [`GET ${ORG}/members`]: () => ({ body: { items: [member] } }),
      [`DELETE ${ORG}/members/bob`]: () => ({ status: 204 }),
    });
    const { user } = openAt('/acme?tab=members');
    await user.click(await screen.findByRole('button', { name: 'Remove bob' }));
    await user.type(await screen.findByLabelText('Type bob to confirm'), 'bob{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls.some(({ route }) => route === `DELETE ${ORG}/members/bob`)).toBe(true);
  });
});
