import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AuditEntry } from '@/api/accessTypes';
import { StateBadge } from '@/components/Badge';
import { CopyButton } from '@/components/CopyButton';
import { exactTime } from '@/components/format';
import { Facts } from '@/components/Panel';
import { t } from '@/messages';

/** All that an entry holds, and its place in the chain. */
export function AuditDetails({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const details = Object.entries(entry.details ?? {});
  const facts: [string, ReactNode][] = [
    [t('audit.when'), exactTime(entry.at)],
    [t('audit.action'), <code key="action">{entry.action}</code>],
    [t('audit.outcome'), <StateBadge key="outcome" state={entry.outcome} />],
    [t('audit.service'), entry.service],
    [t('audit.actor'), <Kept key="actor" text={entry.actor} />],
    [t('audit.actorId'), <Copied key="account" text={entry.actorId} label={t('audit.actorId')} />],
    [t('audit.target'), <Kept key="target" text={entry.target} />],
    [
      t('error.requestId'),
      <Copied key="request" text={entry.requestId} label={t('error.requestId')} />,
    ],
    [t('audit.chain'), t('audit.place', { chain: entry.chain, seq: entry.seq })],
  ];
  return (
    <Modal opened onClose={onClose} title={t('audit.details', { id: entry.id })} size="lg">
      <div className="stack">
        <Facts items={facts} />
        <h3>{t('audit.facts')}</h3>
        {entry.details ? (
          details.length > 0 ? (
            <Facts items={details} />
          ) : (
            <p className="quiet">{t('audit.details.none')}</p>
          )
        ) : (
          <p>
            <Kept text={null} />
          </p>
        )}
      </div>
    </Modal>
  );
}

/** A text of an entry, or that it was erased with a person's data. */
export function Kept({ text }: { text: string | null | undefined }) {
  if (text !== null && text !== undefined) return text;
  return (
    <em className="quiet" title={t('audit.erased.help')}>
      {t('audit.erased')}
    </em>
  );
}

function Copied({ text, label }: { text: string | null | undefined; label: string }) {
  if (!text) return <span className="quiet">{t('audit.nobody')}</span>;
  return (
    <span className="row nowrap">
      <code>{text}</code>
      <CopyButton value={text} label={label} />
    </span>
  );
}
