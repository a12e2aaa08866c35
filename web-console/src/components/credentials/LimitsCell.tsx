import { t } from '@/messages';

/** To what and from where a credential is limited, for a table. */
export function LimitsCell({ only, networks }: { only: string[]; networks: string[] }) {
  if (only.length + networks.length === 0) return <span className="quiet">{t('limits.none')}</span>;
  return (
    <span className="mono">
      {[...only, ...networks].map((limit) => (
        <span key={limit} className="block">
          {limit}
        </span>
      ))}
    </span>
  );
}
