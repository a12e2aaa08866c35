import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { LinkButton } from '@/components/LinkButton';
import { PageHead } from '@/components/PageHead';
import { RepositoryList } from '@/components/repository/RepositoryList';
import { Empty } from '@/components/States';
import { t } from '@/messages';

const route = getRouteApi('/shell/datasets');

export function DatasetsPage() {
  const search = route.useSearch();
  const create = useSession() && <LinkButton to="/datasets/new">{t('dataset.new')}</LinkButton>;
  return (
    <>
      <PageHead title={t('nav.datasets')} windowTitle={t('nav.datasets')} actions={create} />
      <RepositoryList
        kind="datasets"
        search={search}
        empty={
          <Empty icon="dataset" title={t('dataset.list.empty')} action={create}>
            {t('dataset.list.empty.help')}
          </Empty>
        }
      />
    </>
  );
}
