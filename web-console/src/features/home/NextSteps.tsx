import type { ReactNode } from 'react';
import { Tag } from '@/components/Badge';
import { Icon, type IconName } from '@/components/Icon';
import { LinkButton } from '@/components/LinkButton';
import { t } from '@/messages';
import css from './home.module.css';

/** The way from a table to a model that answers, for who has not gone it yet. */
export function NextSteps({
  done,
}: {
  done: { data: boolean; model: boolean; deployment: boolean };
}) {
  return (
    <section className="stack" aria-label={t('home.start')}>
      <p className="quiet">{t('home.start')}</p>
      <ol className={css.steps}>
        <Step icon="dataset" number={1} title={t('home.step1')} done={done.data}>
          <p className="quiet">{t('home.step1.help')}</p>
          <LinkButton to="/datasets/new" variant={done.data ? 'default' : 'filled'}>
            {t('home.step1')}
          </LinkButton>
        </Step>
        <Step icon="job" number={2} title={t('home.step2')} done={done.model}>
          <p className="quiet">{t('home.step2.help')}</p>
          <LinkButton to="/jobs/new" variant={done.data && !done.model ? 'filled' : 'default'}>
            {t('home.step2')}
          </LinkButton>
        </Step>
        <Step icon="deployment" number={3} title={t('home.step3')} done={done.deployment}>
          <p className="quiet">{t('home.step3.help')}</p>
          <LinkButton
            to="/deployments/new"
            variant={done.model && !done.deployment ? 'filled' : 'default'}
          >
            {t('home.step3')}
          </LinkButton>
        </Step>
      </ol>
    </section>
  );
}

function Step({
  icon,
  number,
  title,
  done,
  children,
}: {
  icon: IconName;
  number: number;
  title: string;
  done: boolean;
  children: ReactNode;
}) {
  return (
    <li className={css.step}>
      <div className="row-between">
        <span className={css.icon}>
          <Icon name={icon} size={22} />
        </span>
        {done && <Tag>{t('home.done')}</Tag>}
      </div>
      <h2>
        {number}. {title}
      </h2>
      {children}
    </li>
  );
}
