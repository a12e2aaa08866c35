import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { type ApiDocument, documentQuery, matches, operationsOf } from '@/api/reference';
import { Icon } from '@/components/Icon';
import { PageHead } from '@/components/PageHead';
import { Panel } from '@/components/Panel';
import { Empty, Loaded } from '@/components/States';
import { t } from '@/messages';
import { OperationEntry } from './OperationEntry';
import css from './reference.module.css';

/** Every operation of the platform: what it is for, who may call it, what it takes and gives. */
export function ReferencePage() {
  const query = useQuery(documentQuery);
  return (
    <>
      <PageHead
        title={t('reference.title')}
        windowTitle={t('reference.title')}
        subtitle={
          <>
            {t('reference.help')} <a href="/api/v1/openapi.json">{t('reference.document')}</a>
          </>
        }
      />
      <Loaded query={query} rows={12}>
        {(document) => <Operations document={document} />}
      </Loaded>
    </>
  );
}

function Operations({ document }: { document: ApiDocument }) {
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const groups = useMemo(() => [...operationsOf(document)], [document]);
  const shown = groups
    .map(([tag, all]) => [tag, all.filter((each) => matches(each, wanted))] as const)
    .filter(([, some]) => some.length > 0);
  const count = shown.reduce((sum, [, some]) => sum + some.length, 0);
  return (
    <div className="stack">
      <div className={css.filter}>
        <TextInput
          aria-label={t('reference.filter')}
          placeholder={t('reference.filter')}
          leftSection={<Icon name="search" size={16} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-filter
        />
        <p className="quiet" role="status">
          {t('reference.count', { count })}
        </p>
      </div>
      {shown.length === 0 && <Empty icon="search" title={t('reference.none')} />}
      {shown.map(([tag, operations]) => (
        <Panel key={tag} title={tag} flush>
          {operations.map((operation) => (
            <OperationEntry
              key={`${operation.method} ${operation.path}`}
              operation={operation}
              document={document}
            />
          ))}
        </Panel>
      ))}
    </div>
  );
}
