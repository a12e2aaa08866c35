import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, signedIn, signedOut } from '@/test/api';
import { openAt } from '@/test/app';

const lists = Object.fromEntries(
  ['jobs', 'datasets', 'models', 'deployments'].map((name) => [
    `GET /api/v1/${name}`,
    () => ({ body: { items: [] } }),
  ]),
);

describe('signing in', () => {
  it('leads a visitor to the sign-in and back to where he wanted to go', async () => {
    answerWith({ ...signedOut, ...lists });
    const { user, path } = openAt('/jobs');
    await user.type(await screen.findByLabelText('Name or e-mail'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'a long enough password');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await screen.findByText('No job yet');
    expect(path()).toBe('/jobs');
  });

  it('says the one reason for every refusal and keeps what was typed', async () => {
    answerWith({
      ...signedOut,
      'POST /api/v1/auth/login': () => problem(401, 'unauthenticated', 'Name or password is wrong'),
    });
    const { user } = openAt('/login');
    await user.type(await screen.findByLabelText('Name or e-mail'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Name or password is wrong');
    expect(screen.getByLabelText('Name or e-mail')).toHaveValue('ada');
  });

  it('does not follow an address of another origin', async () => {
    answerWith({ ...signedOut, ...lists });
    const { user, path } = openAt('/login?redirect=%2F%2Fevil.example');
    await user.type(await screen.findByLabelText('Name or e-mail'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'a long enough password');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(path()).toBe('/'));
  });
});

describe('the first run', () => {
  it('tells a visitor without the link how to get one', async () => {
    answerWith({ ...signedOut, 'GET /api/v1/auth/setup': () => ({ body: { required: true } }) });
    const { path } = openAt('/');
    await screen.findByText('Open the link from the terminal');
    expect(path()).toBe('/setup');
  });
});

describe('home', () => {
  it('shows the three next steps to who has nothing yet', async () => {
    answerWith({ ...signedIn, ...lists });
    openAt('/');
    await screen.findByRole('heading', { name: '1. Upload a dataset' });
    expect(screen.getByRole('heading', { name: '3. Deploy it' })).toBeVisible();
  });

  it('opens the sign-in over the page when the session has ended', async () => {
    answerWith({
      ...signedIn,
      ...lists,
      'GET /api/v1/datasets': () => problem(401, 'unauthenticated', 'The session has ended'),
    });
    openAt('/datasets');
    expect(await screen.findByRole('dialog')).toHaveTextContent('Your session has ended');
  });
});
