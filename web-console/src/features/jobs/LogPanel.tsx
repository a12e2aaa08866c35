import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Job, LogLine } from '@/api/types';
import { Panel } from '@/components/Panel';
import { t } from '@/messages';
import css from './jobs.module.css';

const LINE_HEIGHT = 20;

/** The end of the job's output; only the lines in view are in the page. */
export function LogPanel({ job, lines }: { job: Job; lines: LogLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useState(true);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  useEffect(() => {
    if (follow && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follow, lines.length, rows]);
  return (
    <Panel
      title={t('job.log')}
      flush
      actions={
        <>
          <Checkbox
            size="xs"
            label={t('job.log.follow')}
            checked={follow}
            onChange={(event) => setFollow(event.currentTarget.checked)}
          />
          <a href={`/api/v1/jobs/${job.id}/logs?tail=1000`} download={`${job.name}.log.json`}>
            {t('job.log.all')}
          </a>
        </>
      }
    >
      <div
        ref={box}
        className={css.log}
        role="log"
        aria-live="off"
        aria-label={t('job.log')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        onWheel={(event) => event.deltaY < 0 && setFollow(false)}
      >
        {lines.length === 0 && <p className="quiet">{t('job.log.none')}</p>}
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return (
              <div
                key={item.key}
                className={css.logLine}
                data-stream={line?.stream}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span className={css.logTime}>{line?.at.slice(11, 19)}</span>
                {line?.text}
              </div>
            );
          })}
        </div>
      </div>
    </Panel>
  );
}
