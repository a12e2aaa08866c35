import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { training } from '@/api/training';
import type { Job } from '@/api/types';
import { isActive } from '@/components/jobs';
import { LinkButton } from '@/components/LinkButton';
import { notifyDone, notifyProblem } from '@/components/notify';
import { t } from '@/messages';

/** What can be done with the job in its present state. */
export function JobActions({ job }: { job: Job }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['jobs'] });
  const act = async (action: () => Promise<unknown>) => {
    try {
      await action();
    } catch (problem) {
      notifyProblem(problem);
    }
    await refresh();
  };
  const cancel = () =>
    act(async () => {
      await training.cancel(job.id);
      notifyDone(t('job.cancel.asked'));
    });
  const retry = () =>
    act(async () => {
      const next = await training.retry(job.id);
      await navigate({ to: '/jobs/$id', params: { id: next.id } });
    });
  const remove = () =>
    act(async () => {
      await training.remove(job.id);
      await navigate({ to: '/jobs' });
    });
  const writable = job.permissions?.write ?? true;
  if (!writable) return null;
  if (isActive(job.state)) {
    return (
      <Button variant="default" onClick={cancel}>
        {t('job.cancel')}
      </Button>
    );
  }
  return (
    <>
      {job.state !== 'succeeded' && <Button onClick={retry}>{t('job.retry')}</Button>}
      <LinkButton
        variant="default"
        to="/jobs/new"
        search={{ dataset: job.dataset.repo, from: job.id }}
      >
        {t('job.again')}
      </LinkButton>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('action.delete')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('job.delete')}>
        <div className="stack">
          <p>{t('job.delete.help')}</p>
          <div className="row">
            <Button color="red.9" onClick={remove}>
              {t('job.delete')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t('action.cancel')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
