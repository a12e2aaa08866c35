import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type PersonExport, privacy } from '@/api/privacy';
import { Problem } from '@/api/problem';
import { bytes, exactDay } from '@/components/format';
import { notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { Loaded, Note } from '@/components/States';
import { saveFile } from '@/components/saveFile';
import { t } from '@/messages';

const KEY = ['person-export'];
const LOOK_AGAIN_MILLIS = 3000;

/** None is as good an answer as any. */
async function exported(): Promise<PersonExport | null> {
  try {
    return await privacy.exported();
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return null;
    throw problem;
  }
}

/** All that the platform holds about the person, as an archive. */
export function ExportPanel() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: exported,
    refetchInterval: ({ state }) =>
      state.data?.state === 'collecting' ? LOOK_AGAIN_MILLIS : false,
  });
  const ask = useMutation({
    mutationFn: privacy.askForExport,
    onSuccess: (begun) => client.setQueryData(KEY, begun),
    onError: notifyProblem,
  });
  const take = useMutation({
    mutationFn: privacy.archive,
    onSuccess: (archive) => saveFile(archive, 'personal-data.zip'),
    onError: notifyProblem,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <Panel title={t('export.title')}>
      <div className="stack">
        <p>{t('export.help')}</p>
        <Loaded query={query} rows={1}>
          {(found) => (
            <>
              {found && <State found={found} />}
              <div className="row">
                {found?.state === 'ready' && (
                  <Button loading={take.isPending} onClick={() => take.mutate()}>
                    {t('export.download')}
                  </Button>
                )}
                {found?.state !== 'ready' && found?.state !== 'collecting' && (
                  <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
                    {t('export.ask')}
                  </Button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  );
}

function State({ found }: { found: PersonExport }) {
  const facts = { size: bytes(found.bytes), date: exactDay(found.expiresAt) };
  switch (found.state) {
    case 'collecting':
      return (
        <Note tone="info">
          <p>{t('export.collecting')}</p>
        </Note>
      );
    case 'ready':
      return (
        <Note tone="good">
          <p>{t('export.ready', facts)}</p>
        </Note>
      );
    case 'failed':
      return (
        <Note tone="bad">
          <p>{t('export.failed')}</p>
        </Note>
      );
    default:
      return <p className="quiet">{t('export.downloaded')}</p>;
  }
}
