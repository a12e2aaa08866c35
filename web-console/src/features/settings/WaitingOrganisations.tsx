import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endings } from '@/api/endings';
import { exactDay } from '@/components/format';
import { notifyDone, notifyProblem } from '@/components/notify';
import { Panel } from '@/components/Panel';
import { t } from '@/messages';

const KEY = ['waiting-organisations'];

/** The person's organisations that wait for their deletion, each with the way to keep it. */
export function WaitingOrganisations() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: endings.waiting });
  const keep = useMutation({
    mutationFn: endings.keep,
    onSuccess: async () => {
      notifyDone(t('users.done'));
      await client.invalidateQueries({ queryKey: ['session'] });
    },
    onError: notifyProblem,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('orgs.waiting')}>
      <div className="stack">
        <p className="quiet">{t('orgs.waiting.help')}</p>
        {items.map(({ name, deletionAt }) => (
          <div key={name} className="row">
            <span className="grow">{t('orgs.leaves', { name, date: exactDay(deletionAt) })}</span>
            <Button
              variant="default"
              loading={keep.isPending && keep.variables === name}
              onClick={() => keep.mutate(name)}
            >
              {t('orgs.keep', { name })}
            </Button>
          </div>
        ))}
      </div>
    </Panel>
  );
}
