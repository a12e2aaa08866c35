import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { metric } from '@/components/format';
import { t } from '@/messages';
import css from './jobs.module.css';
import type { aligned } from './series';

const HEIGHT = 220;
/** Okabe and Ito: distinct for every kind of colour vision; train and validation are always the same. */
const COLOURS = {
  light: ['#0072b2', '#d55e00', '#007d5b', '#a8558a', '#8a6d00', '#2f6f8f'],
  dark: ['#56b4e9', '#f0a04b', '#2fc596', '#dd97c4', '#e5d24a', '#9ad0ea'],
};

export default function LineChart({
  label,
  names,
  data,
  log,
}: {
  label: string;
  names: string[];
  data: ReturnType<typeof aligned>;
  log: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(data);
  latest.current = data;
  const scheme = useComputedColorScheme('light');
  const lines = names.join('|');

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = new uPlot(
      optionsOf(lines.split('|'), scheme, log, element.clientWidth),
      plotData(latest.current),
      element,
    );
    plot.current = made;
    const watcher = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [lines, scheme, log]);

  useEffect(() => plot.current?.setData(plotData(data)), [data]);

  return (
    <figure className={css.figure} aria-label={label}>
      <div ref={box} className={css.chartSpace} />
    </figure>
  );
}

function plotData({ steps, values }: ReturnType<typeof aligned>): uPlot.AlignedData {
  return [steps, ...values];
}

function optionsOf(
  names: string[],
  scheme: 'light' | 'dark',
  log: boolean,
  width: number,
): uPlot.Options {
  const stroke = scheme === 'dark' ? '#9aa4b1' : '#4a5462';
  const grid = { stroke: scheme === 'dark' ? '#2b333e' : '#e3e6ea', width: 1 };
  const axis = { stroke, grid, ticks: { ...grid, size: 4 }, font: '11px system-ui, sans-serif' };
  return {
    width,
    height: HEIGHT,
    cursor: { points: { size: 6 }, drag: { x: true, y: false } },
    scales: { x: { time: false }, y: log ? { distr: 3 } : {} },
    axes: [
      { ...axis, size: 28, gap: 4 },
      {
        ...axis,
        size: 52,
        gap: 4,
        values: (_, ticks) => ticks.map((tick) => (tick == null ? '' : metric(tick))),
      },
    ],
    legend: { live: true, markers: { width: 3 } },
    series: [
      { label: t('chart.step'), value: (_, value) => (value == null ? '–' : String(value)) },
      ...names.map((name, index) => {
        const colour = COLOURS[scheme][index % COLOURS[scheme].length];
        return {
          label: name,
          stroke: colour,
          width: 1.75,
          spanGaps: true,

          dash: index > 0 && name.startsWith('validation') ? [6, 3] : undefined,
          value: (_: uPlot, value: number | null) => (value == null ? '–' : metric(value)),
        };
      }),
    ],
  };
}
