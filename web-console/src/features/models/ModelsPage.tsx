import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { LinkButton } from '@/components/LinkButton';
import { PageHead } from '@/components/PageHead';
import { RepositoryList } from '@/components/repository/RepositoryList';
import { Empty } from '@/components/States';
import { t } from '@/messages';

const route = getRouteApi('/shell/models');

export function ModelsPage() {
  const search = route.useSearch();
  const train = useSession() && <LinkButton to="/jobs/new">{t('dataset.train')}</LinkButton>;
  return (
    <>
      <PageHead title={t('nav.models')} windowTitle={t('nav.models')} actions={train} />
      <RepositoryList
        kind="models"
        search={search}
        empty={
          <Empty icon="model" title={t('model.list.empty')} action={train}>
            {t('model.list.empty.help')}
          </Empty>
        }
      />
    </>
  );
}
