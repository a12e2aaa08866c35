import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { Tag } from '@/components/Badge';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { RepositoryTable } from '@/components/repository/RepositoryList';
import { Empty } from '@/components/States';
import { TabLinks } from '@/components/TabLinks';
import { t } from '@/messages';
import { MembersTab } from './MembersTab';

const route = getRouteApi('/shell/$ns');

/** What a person or an organisation owns, and who belongs to it. */
export function NamespacePage() {
  const { ns } = route.useParams();
  const { tab: asked } = route.useSearch();
  const mine = useSession()?.namespaces.find(({ name }) => name === ns);
  const tabs = ['datasets', 'models', ...(mine?.kind === 'organisation' ? ['members'] : [])];
  const tab = tabs.find((known) => known === asked) ?? 'datasets';
  const empty = <Empty icon="folder" title={t('namespace.empty')} />;
  return (
    <>
      <PageHead
        title={ns}
        windowTitle={ns}
        subtitle={
          mine && (
            <>
              <Tag>{t(`namespace.kind.${mine.kind}`)}</Tag>
              <span>{t(`role.${mine.role}`)}</span>
            </>
          )
        }
      />
      <TabLinks
        label={t('tab.label', { name: ns })}
        current={tab}
        tabs={tabs.map((id) => ({
          id,
          label: t(`namespace.${id as 'datasets' | 'models' | 'members'}`),
        }))}
      />
      {tab === 'members' && mine ? (
        <MembersTab organisation={ns} role={mine.role} />
      ) : (
        <Panel flush>
          <RepositoryTable
            key={tab}
            kind={tab === 'models' ? 'models' : 'datasets'}
            search={{ namespace: ns }}
            empty={empty}
          />
        </Panel>
      )}
    </>
  );
}
