import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answerWith, problem, signedIn } from '@/test/api';
import { openAt } from '@/test/app';

const column = (name: string, type: string) => ({
  name,
  type,
  nullCount: 0,
  distinctCount: 3,
  distinctExact: true,
  top: [],
});
const repository = { id: 'd1', namespace: 'ada', name: 'flowers', head: { id: 'c1' } };
const routes = {
  ...signedIn,
  'GET /api/v1/datasets': () => ({ body: { items: [repository] } }),
  'GET /api/v1/datasets/ada/flowers/tree/main': () => ({
    body: { items: [{ type: 'file', path: 'flowers.csv' }] },
  }),
  'GET /api/v1/datasets/ada/flowers/profile/main': () => ({
    body: {
      path: 'flowers.csv',
      status: 'ready',
      rows: 90,
      columns: [column('height', 'number'), column('kind', 'category')],
    },
  }),
  'GET /api/v1/jobs/trainers': () => ({
    body: {
      items: [
        {
          task: 'tabular-classification',
          title: 'Classification',
          summary: '',
          target: { kinds: ['category'] },
          needs: { text: false },
          hyperparameters: [
            { name: 'rounds', type: 'integer', default: 60, min: 1, max: 500, help: '' },
          ],
        },
      ],
    },
  }),
  'POST /api/v1/jobs/estimate': () => ({
    body: {
      rows: 90,
      trainRows: 63,
      features: 1,
      classes: 3,
      estimatedSeconds: 12,
      basis: 'default',
    },
  }),
};

describe('a new job', () => {
  it('is made from the columns, and says what it will cost', async () => {
    const calls = answerWith({
      ...routes,
      'POST /api/v1/jobs': () => problem(503, 'dependency-unavailable', 'Later'),
    });
    const { user } = openAt('/jobs/new?dataset=ada%2Fflowers');
    expect(await screen.findByText('63')).toBeVisible();
    expect(screen.getByLabelText('Column to predict')).toHaveValue('kind');
    await user.click(screen.getByRole('button', { name: 'Start training' }));
    await screen.findByText('Later');
    const sent = calls.find(({ route }) => route === 'POST /api/v1/jobs');
    expect(sent?.body).toMatchObject({
      task: 'tabular-classification',
      target: 'kind',
      features: ['height'],
      model: { repo: 'ada/flowers-kind' },
      hyperparameters: { rounds: 60 },
    });
    expect(sent?.headers).toMatchObject({ 'X-CSRF-Token': 'csrf-1' });
  });

  it('puts what the platform refuses on its field', async () => {
    answerWith({
      ...routes,
      'POST /api/v1/jobs': () =>
        problem(422, 'unprocessable', 'The job contradicts the data', [
          { field: 'target', message: 'This column has one class only' },
        ]),
    });
    const { user } = openAt('/jobs/new?dataset=ada%2Fflowers');
    await user.click(await screen.findByRole('button', { name: 'Start training' }));
    expect(await screen.findByText('This column has one class only')).toBeVisible();
    expect(screen.getByLabelText('Column to predict')).toHaveAttribute('aria-invalid', 'true');
  });
});
