import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import { placeErrors } from './useForm';

const refused = (errors: { field: string; message: string }[]) =>
  new Problem(422, { detail: 'The job contradicts the data', errors });

describe('placeErrors', () => {
  it('puts known fields on the form and says the rest', () => {
    const problem = refused([
      { field: 'target', message: 'one class only' },
      { field: 'hyperparameters.rounds', message: 'from 1 to 5000' },
      { field: 'elsewhere', message: 'no' },
    ]);
    const placed = placeErrors(problem, ['target', 'hyperparameters'], (field) => field);
    expect(placed.fields).toEqual({
      target: 'one class only',
      'hyperparameters.rounds': 'from 1 to 5000',
    });
    expect(placed.rest).toBe('elsewhere: no');
  });

  it('translates field names of the request', () => {
    const problem = refused([{ field: 'model.repo', message: 'not yours' }]);
    const placed = placeErrors(problem, ['model'], () => 'model');
    expect(placed).toEqual({ fields: { model: 'not yours' }, rest: undefined });
  });

  it('says the detail where no field is named', () => {
    expect(placeErrors(new Problem(409, { detail: 'taken' }), ['name'], (f) => f).rest).toBe(
      'taken',
    );
  });
});
