import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { metric, number } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Empty, Skeleton } from '@/components/States';
import { t } from '@/messages';
import css from './jobs.module.css';
import { aligned, type Chart, chartsOf, type Series } from './series';

const LineChart = lazy(() => import('./LineChart'));
const TABLE_ROWS = 200;

/** A chart for every measure, each with a table behind it. */
export function MetricCharts({ series, loaded }: { series: Series; loaded: boolean }) {
  const charts = chartsOf(series);
  if (charts.length === 0) {
    return (
      <Panel title={t('job.metrics')}>
        {loaded ? (
          <Empty icon="job" title={t('job.metrics.none')}>
            {t('job.metrics.none.help')}
          </Empty>
        ) : (
          <Skeleton rows={4} />
        )}
      </Panel>
    );
  }
  return (
    <div className={css.charts}>
      {charts.map((chart) => (
        <ChartPanel key={chart.name} chart={chart} />
      ))}
    </div>
  );
}

function ChartPanel({ chart }: { chart: Chart }) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const [log, setLog] = useState(false);
  const data = aligned(chart);
  const names = chart.lines.map(({ key }) => key);
  const positive = data.values.every((line) => line.every((value) => value === null || value > 0));
  return (
    <Panel
      level={2}
      title={chart.name}
      actions={
        <>
          {view === 'chart' && positive && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-pressed={log}
              onClick={() => setLog(!log)}
              className={log ? css.pressed : css.quietButton}
            >
              {t('chart.log')}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            className={css.quietButton}
            onClick={() => setView(view === 'chart' ? 'table' : 'chart')}
          >
            {t(view === 'chart' ? 'chart.table' : 'chart.lines')}
          </Button>
        </>
      }
    >
      {view === 'chart' ? (
        <Suspense fallback={<div className={css.chartSpace} />}>
          <LineChart
            label={t('chart.label', { name: chart.name })}
            names={names}
            data={data}
            log={log && positive}
          />
        </Suspense>
      ) : (
        <MetricTable names={names} data={data} />
      )}
    </Panel>
  );
}

function MetricTable({ names, data }: { names: string[]; data: ReturnType<typeof aligned> }) {
  const from = Math.max(0, data.steps.length - TABLE_ROWS);
  const shown = data.steps.slice(from);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={css.tableScroll} tabIndex={0} aria-label={names.join(', ')}>
        <table className={css.plain}>
          <thead>
            <tr>
              <th scope="col">{t('chart.step')}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((step, index) => (
              <tr key={step}>
                <th scope="row">{number(step)}</th>
                {data.values.map((line, at) => {
                  const value = line[from + index];
                  return <td key={names[at]}>{value == null ? '' : metric(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {from > 0 && <p className="quiet small">{t('chart.lastRows', { count: TABLE_ROWS })}</p>}
    </>
  );
}
