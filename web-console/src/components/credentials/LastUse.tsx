import { t } from '@/messages';
import { Time } from '../Time';

export function LastUse({ at, network }: { at?: string | null; network?: string | null }) {
  if (!at) return t('time.never');
  return (
    <span>
      <Time iso={at} />
      {network && <span className="block mono quiet">{network}</span>}
    </span>
  );
}
