import type { Job } from '@/api/types';
import { StateBadge } from '@/components/Badge';
import { duration, exactTime } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Time } from '@/components/Time';
import { t } from '@/messages';
import css from './jobs.module.css';

/** The states the job has been in, how long each took, and why it changed. */
export function TimelinePanel({ job }: { job: Job }) {
  const entries = job.timeline ?? [];
  return (
    <Panel title={t('job.timeline')}>
      <ol className={css.timeline}>
        {entries.map((entry, index) => {
          const next = entries[index + 1];
          const seconds =
            next && (new Date(next.at).getTime() - new Date(entry.at).getTime()) / 1000;
          return (
            <li key={`${entry.state}-${entry.at}`} title={exactTime(entry.at)}>
              <span className="row-between">
                <StateBadge state={entry.state} />
                <span className="quiet small">
                  {seconds === undefined ? <Time iso={entry.at} /> : duration(seconds)}
                </span>
              </span>
              {entry.reason && <span className="quiet small">{entry.reason}</span>}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
