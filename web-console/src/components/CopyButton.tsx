import { ActionIcon } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '@/messages';
import { Icon } from './Icon';

/** Copies a text and says so for two seconds. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const text = copied ? t('action.copied') : `${t('action.copy')}: ${label}`;
  return (
    <ActionIcon
      variant="subtle"
      color={copied ? 'accent' : 'gray'}
      size="sm"
      aria-label={text}
      title={text}
      onClick={() => copyText(value).then(() => setCopied(true))}
    >
      <Icon name={copied ? 'check' : 'copy'} size={15} />
    </ActionIcon>
  );
}

/** The clipboard exists only in secure contexts; a plain-HTTP address in a lab is none. */
async function copyText(value: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(value);
  const area = document.createElement('textarea');
  area.value = value;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
