import type { MetricPoint } from '@/api/types';

export type Series = Map<string, MetricPoint[]>;
export type Chart = { name: string; lines: { key: string; points: MetricPoint[] }[] };

/** Adds a point in the order of steps; a newer attempt replaces what an older one did from there on. */
export function addPoint(series: Series, point: MetricPoint) {
  const points = series.get(point.key) ?? [];
  const from = points.findIndex(({ step }) => step >= point.step);
  if (from === -1) {
    series.set(point.key, [...points, point]);
    return;
  }
  const same = points[from];
  if (same?.step === point.step && same.seq >= point.seq) return;
  const newerAttempt = point.attempt > (same?.attempt ?? 0);
  const after = newerAttempt ? [] : points.slice(from).filter(({ step }) => step > point.step);
  series.set(point.key, [...points.slice(0, from), point, ...after]);
}

/** One chart per measure: `train/loss` and `validation/loss` share the chart `loss`. */
export function chartsOf(series: Series): Chart[] {
  const charts = new Map<string, Chart>();
  for (const key of [...series.keys()].sort()) {
    const points = series.get(key) ?? [];
    if (key.startsWith('test/')) continue;
    const name = key.slice(key.indexOf('/') + 1);
    const chart = charts.get(name) ?? { name, lines: [] };
    chart.lines.push({ key, points });
    charts.set(name, chart);
  }
  return [...charts.values()];
}

/** Steps with one column per line, for the plot and for the table behind it. */
export function aligned(chart: Chart): { steps: number[]; values: (number | null)[][] } {
  const steps = [
    ...new Set(chart.lines.flatMap(({ points }) => points.map(({ step }) => step))),
  ].sort((a, b) => a - b);
  const values = chart.lines.map(({ points }) => {
    const byStep = new Map(points.map(({ step, value }) => [step, value]));
    return steps.map((step) => byStep.get(step) ?? null);
  });
  return { steps, values };
}
