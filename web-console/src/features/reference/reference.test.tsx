import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type ApiDocument, type Schema, typeText } from '@/api/reference';
import { answerWith, signedOut } from '@/test/api';
import { openAt } from '@/test/app';

const document: ApiDocument = {
  paths: {
    '/api/v1/datasets': {
      get: {
        operationId: 'listDatasets',
        summary: 'List the datasets',
        tags: ['datasets'],
        'x-permission': 'dataset:read',
        'x-rate-limit': { class: 'read', perSecond: 200, burst: 2000 },
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', format: 'int32' } }],
        responses: {
          '200': {
            description: 'OK',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/DatasetPage' } },
            },
          },
        },
      },
    },
    '/api/v1/orgs': {
      post: {
        summary: 'Found an organisation',
        tags: ['organisations'],
        'x-permission': 'organisation:write',
        requestBody: {
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Organisation' } },
          },
        },
        responses: { '201': { description: 'Created' } },
      },
    },
  },
  components: {
    schemas: {
      DatasetPage: {
        type: 'object',
        properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Dataset' } } },
      },
      Visibility: { type: 'string', enum: ['private', 'public'] },
      Dataset: { type: 'object', properties: { name: { type: 'string' } } },
      Organisation: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' } },
      },
    },
  },
};

const open = () => {
  answerWith({ ...signedOut, 'GET /api/v1/openapi.json': () => ({ body: document }) });
  return openAt('/docs/api');
};

describe('the API reference', () => {
  it('shows everybody each operation under its tag', async () => {
    open();
    expect(await screen.findByText('/api/v1/datasets')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'organisations' })).toBeVisible();
    expect(screen.getByText('2 operations')).toBeVisible();
  });

  it('finds operations by words and permission', async () => {
    const { user } = open();
    await user.type(await screen.findByLabelText(/filter/i), 'organisation:write found');
    expect(await screen.findByText('1 operation')).toBeVisible();
    expect(screen.queryByText('/api/v1/datasets')).toBeNull();
  });

  it('tells who may call an operation, how often, and what it gives', async () => {
    const { user } = open();
    const entry = (await screen.findByText('/api/v1/datasets')).closest('details');
    await user.click(within(entry as HTMLElement).getByText('GET'));
    expect(await screen.findByText('dataset:read')).toBeVisible();
    expect(screen.getByText('200 a second, 2,000 at once (read)', { exact: false })).toBeVisible();
    expect(screen.getByText('items')).toBeVisible();
    expect(screen.getByText('Dataset[]')).toBeVisible();
  });

  it('marks the fields that a body must have', async () => {
    const { user } = open();
    const entry = (await screen.findByText('/api/v1/orgs')).closest('details');
    await user.click(within(entry as HTMLElement).getByText('POST'));
    expect(await screen.findByText('required')).toBeVisible();
  });
});

describe('a schema in one line', () => {
  it('names references, lists, choices, maps and formats', () => {
    const text = (schema: Schema) => typeText(schema, document);
    expect(text({ $ref: '#/components/schemas/Dataset' })).toBe('Dataset');
    expect(text({ $ref: '#/components/schemas/Visibility' })).toBe('"private" | "public"');
    expect(text({ type: 'array', items: { type: 'string', format: 'uuid' } })).toBe(
      '(string (uuid))[]',
    );
    expect(text({ type: ['string', 'null'] })).toBe('string | null');
    expect(text({ type: 'object', additionalProperties: { type: 'number' } })).toBe(
      'map of number',
    );
  });
});
