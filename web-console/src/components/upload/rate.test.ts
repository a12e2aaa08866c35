import { describe, expect, it } from 'vitest';
import { Rate } from './rate';

describe('Rate', () => {
  it('says nothing before it has measured', () => {
    expect(new Rate().at(0, 100, 0)).toEqual({});
  });

  it('forgets what is older than its window', () => {
    const rate = new Rate();
    rate.at(0, 10_000, 0);
    rate.at(100, 10_000, 1000);
    rate.at(200, 10_000, 6500);
    const { rate: speed, secondsLeft } = rate.at(1200, 10_000, 7500);
    expect(speed).toBeCloseTo(1000);
    expect(secondsLeft).toBeCloseTo(8.8);
  });
});
