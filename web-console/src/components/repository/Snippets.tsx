import { useSession } from '@/api/session';
import { t } from '@/messages';
import { Code } from '../Code';
import { LinkButton } from '../LinkButton';
import { Panel } from '../Panel';

/** How to use something from the clients that people already have. */
export function Snippets({ snippets }: { snippets: { title: string; code: string }[] }) {
  const session = useSession();
  return (
    <Panel title={t('use.title')}>
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
        {snippets.map(({ title, code }) => (
          <div className="stack-tight" key={title}>
            <h3>{title}</h3>
            <Code value={code} label={title} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
