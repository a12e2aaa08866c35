import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import type { Namespace, Role } from '@/api/types';
import { Tag } from '@/components/Badge';
import { InvitationsPanel } from '@/components/invitations/InvitationsPanel';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { RepositoryTable } from '@/components/repository/RepositoryList';
import { Empty } from '@/components/States';
import { TabLinks } from '@/components/TabLinks';
import { t } from '@/messages';
import { MembersTab } from './MembersTab';
import { RobotsTab } from './RobotsTab';
import { SettingsTab } from './SettingsTab';

type Tab = 'datasets' | 'models' | 'members' | 'robots' | 'invitations' | 'settings';

const route = getRouteApi('/shell/$ns');

/** What a person or an organisation owns, and who belongs to it. */
export function NamespacePage() {
  const { ns } = route.useParams();
  const { tab: asked } = route.useSearch();
  const mine = useSession()?.namespaces.find(({ name }) => name === ns);
  const tabs = tabsFor(mine);
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
        tabs={tabs.map((id) => ({ id, label: t(`namespace.${id}`) }))}
      />
      {mine && tab !== 'datasets' && tab !== 'models' ? (
        <Administration tab={tab} organisation={ns} role={mine.role} />
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

function Administration({
  tab,
  organisation,
  role,
}: {
  tab: Tab;
  organisation: string;
  role: Role;
}) {
  if (tab === 'robots') return <RobotsTab organisation={organisation} />;
  if (tab === 'invitations') return <InvitationsPanel organisation={organisation} />;
  if (tab === 'settings') return <SettingsTab organisation={organisation} />;
  return <MembersTab organisation={organisation} role={role} />;
}

/** What a member may look after: maintainers robots, owners the rest as well. */
function tabsFor(mine: Namespace | undefined): Tab[] {
  const tabs: Tab[] = ['datasets', 'models'];
  if (mine?.kind !== 'organisation') return tabs;
  tabs.push('members');
  if (mine.role === 'maintainer' || mine.role === 'owner') tabs.push('robots');
  if (mine.role === 'owner') tabs.push('invitations', 'settings');
  return tabs;
}
