import { useQuery } from '@tanstack/react-query';
import { hub } from '@/api/hub';
import { useSession } from '@/api/session';
import type { RepoKind, Repository } from '@/api/types';
import { t } from '@/messages';
import { Code } from '../Code';
import { LinkButton } from '../LinkButton';
import { Panel } from '../Panel';
import { Empty, Loaded } from '../States';
import { type Snippet, snippets } from './snippets';

/** Lines to copy that get the files of a revision from outside the console. */
export function UseTab({
  kind,
  repository,
  revision,
}: {
  kind: RepoKind;
  repository: Repository;
  revision: string;
}) {
  const id = `${repository.namespace}/${repository.name}`;
  const query = useQuery({
    queryKey: [kind, id, 'use', repository.head?.id, revision],
    queryFn: () => (repository.head ? hub.tree(kind, id, revision, {}) : { items: [] }),
  });
  return (
    <Panel title={t('use.title')}>
      <Loaded query={query}>
        {({ items }) => {
          const lines = snippets(kind, id, revision, items);
          return lines.length > 0 ? (
            <Lines lines={lines} />
          ) : (
            <Empty icon={kind === 'datasets' ? 'dataset' : 'model'} title={t('use.empty')} />
          );
        }}
      </Loaded>
    </Panel>
  );
}

function Lines({ lines }: { lines: Snippet[] }) {
  const session = useSession();
  return (
    <div className="stack">
      {session && (
        <div className="row-between">
          <p className="quiet grow">{t('use.token')}</p>
          <LinkButton
            variant="default"
            size="xs"
            to="/settings/$section"
            params={{ section: 'tokens' }}
          >
            {t('use.makeToken')}
          </LinkButton>
        </div>
      )}
      {lines.map(({ title, code }) => (
        <div className="stack-tight" key={title}>
          <h3>{title}</h3>
          <Code value={code} label={title} />
        </div>
      ))}
    </div>
  );
}
