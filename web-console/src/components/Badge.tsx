import { tName } from '@/messages';
import css from './badge.module.css';
import { Icon, type IconName } from './Icon';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'still';

const STATES: Record<string, [Tone, IconName]> = {
  queued: ['still', 'clock'],
  preparing: ['busy', 'half'],
  running: ['busy', 'play'],
  registering: ['busy', 'half'],
  succeeded: ['good', 'check'],
  failed: ['bad', 'cross'],
  cancelled: ['still', 'stop'],
  starting: ['busy', 'half'],
  checking: ['busy', 'half'],
  ready: ['good', 'check'],
  degraded: ['warn', 'warning'],
  updating: ['busy', 'half'],
  restarting: ['warn', 'retry'],
  stopping: ['still', 'half'],
  stopped: ['still', 'stop'],
  success: ['good', 'check'],
  refused: ['bad', 'cross'],
  active: ['good', 'check'],
  inactive: ['still', 'stop'],
  leaving: ['warn', 'clock'],
};

/** A state by colour, icon and word together. */
export function StateBadge({ state }: { state: string }) {
  const [tone, icon] = STATES[state] ?? ['still', 'info'];
  return (
    <span className={`${css.badge} ${css[tone]}`} data-state={state}>
      <Icon name={icon} size={13} />
      {tName('state', state)}
    </span>
  );
}

const VISIBILITY: Record<string, IconName> = {
  private: 'lock',
  internal: 'people',
  public: 'globe',
};

export function VisibilityBadge({ visibility }: { visibility: string }) {
  return (
    <span className={`${css.badge} ${css.still}`}>
      <Icon name={VISIBILITY[visibility] ?? 'lock'} size={13} />
      {tName('visibility', visibility)}
    </span>
  );
}

export function Tag({ children }: { children: string }) {
  return <span className={`${css.badge} ${css.still}`}>{children}</span>;
}
