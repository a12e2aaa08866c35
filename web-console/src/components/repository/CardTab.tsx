import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { hub } from '@/api/hub';
import { Problem } from '@/api/problem';
import type { RepoKind, Repository } from '@/api/types';
import { t } from '@/messages';
import { Icon } from '../Icon';
import { notifyDone, notifyProblem } from '../notify';
import { Panel } from '../Panel';
import { Empty, Loaded, Skeleton } from '../States';

const Markdown = lazy(() => import('../Markdown'));

/** The README of a repository, readable by everyone and editable by writers. */
export function CardTab({ kind, repository }: { kind: RepoKind; repository: Repository }) {
  const id = `${repository.namespace}/${repository.name}`;
  const head = repository.head?.id;
  const [editing, setEditing] = useState(false);
  const query = useQuery({
    queryKey: [kind, id, 'card', head],
    queryFn: () => cardText(kind, id, head),
  });
  const edit = repository.permissions.write && !editing && (
    <Button
      variant={query.data ? 'default' : 'filled'}
      size="xs"
      leftSection={<Icon name="file" size={15} />}
      onClick={() => setEditing(true)}
    >
      {t(query.data ? 'card.edit' : 'card.write')}
    </Button>
  );
  return (
    <Panel title={t('tab.card')} actions={query.data && edit}>
      <Loaded query={query}>
        {(text) => {
          if (editing) {
            return (
              <CardEditor
                kind={kind}
                id={id}
                head={head}
                text={text}
                onDone={() => setEditing(false)}
              />
            );
          }
          if (text === '') {
            return (
              <Empty icon="file" title={t('card.empty')} action={edit}>
                {t('card.empty.help')}
              </Empty>
            );
          }
          return (
            <Suspense fallback={<Skeleton />}>
              <Markdown text={text} />
            </Suspense>
          );
        }}
      </Loaded>
    </Panel>
  );
}

async function cardText(kind: RepoKind, id: string, head: string | undefined): Promise<string> {
  if (!head) return '';
  try {
    return await hub.fileText(kind, id, head, 'README.md');
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return '';
    throw problem;
  }
}

function CardEditor({
  kind,
  id,
  head,
  text,
  onDone,
}: {
  kind: RepoKind;
  id: string;
  head: string | undefined;
  text: string;
  onDone: () => void;
}) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(text);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await hub.commit(kind, id, {
        message: t('card.message'),
        parent: head,
        operations: [{ op: 'add', path: 'README.md', contentBase64: base64(draft) }],
      });
      await client.invalidateQueries({ queryKey: [kind, id] });
      notifyDone(t('action.saved'));
      onDone();
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        label={t('card.text')}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        rows={16}
        classNames={{ input: 'mono' }}
      />
      <div className="row">
        <Button type="submit" loading={busy}>
          {t('card.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
