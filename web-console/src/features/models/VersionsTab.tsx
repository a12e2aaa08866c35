import { Link } from '@tanstack/react-router';
import type { Version } from '@/api/types';
import { Tag } from '@/components/Badge';
import { type Column, DataTable } from '@/components/DataTable';
import { bytes, metric } from '@/components/format';
import { Panel } from '@/components/Panel';
import { Empty } from '@/components/States';
import { Time } from '@/components/Time';
import { t, tName } from '@/messages';
import { VersionDetails } from './VersionDetails';

/** One version in full, and all of them to compare. */
export function VersionsTab({
  id,
  versions,
  chosen,
}: {
  id: string;
  versions: Version[];
  chosen: Version | undefined;
}) {
  if (!chosen) {
    return (
      <Panel>
        <Empty icon="model" title={t('version.none')}>
          {t('version.none.help')}
        </Empty>
      </Panel>
    );
  }
  return (
    <div className="stack">
      <VersionDetails version={chosen} newest={chosen === versions[0]} />
      <Panel title={t('version.compare')} flush>
        <DataTable
          label={t('version.compare')}
          columns={columns(id, versions)}
          rows={versions}
          rowKey={(version) => String(version.number)}
        />
      </Panel>
    </div>
  );
}

const METRIC_COLUMNS = 4;

function columns(id: string, versions: Version[]): Column<Version>[] {
  const [ns = '', name = ''] = id.split('/');
  const keys = [...new Set(versions.flatMap(({ metrics }) => Object.keys(metrics)))];
  return [
    {
      key: 'number',
      header: t('version.number'),
      main: true,
      width: '190px',
      cell: (version) => (
        <span className="row">
          <Link
            to="/$ns/$name"
            params={{ ns, name }}
            search={{ version: version.number }}
            resetScroll
          >
            {t('version.title', { number: version.number })}
          </Link>
          {version === versions[0] && <Tag>{t('version.latest')}</Tag>}
        </span>
      ),
    },
    {
      key: 'task',
      header: t('version.task'),
      cell: (version) => tName('task', version.task),
    },
    ...keys.slice(0, METRIC_COLUMNS).map(
      (key): Column<Version> => ({
        key,
        header: key,
        numeric: true,
        cell: (version) => (version.metrics[key] == null ? '' : metric(version.metrics[key])),
      }),
    ),
    {
      key: 'size',
      header: t('repo.size'),
      numeric: true,
      cell: (version) => bytes(version.sizeBytes),
    },
    {
      key: 'created',
      header: t('version.created'),
      numeric: true,
      cell: (version) => <Time iso={version.createdAt} />,
    },
  ];
}
