import { Link } from '@tanstack/react-router';
import { oversees, useSession } from '@/api/session';
import { Icon } from '@/components/Icon';
import { t } from '@/messages';
import mark from './mark.svg';
import { ADMIN, PLACES, type Place, SETTINGS } from './navigation';
import { PersonMenu } from './PersonMenu';

export function Rail({ narrow, onToggle }: { narrow: boolean; onToggle?: () => void }) {
  const session = useSession();
  const places = session ? PLACES : PLACES.slice(1, 3);
  return (
    <div className="rail-inner" data-narrow={narrow || undefined}>
      <Link to="/" className="brand">
        <img src={mark} alt="" width={26} height={26} />
        <span>{t('app.name')}</span>
      </Link>
      <nav aria-label={t('nav.label')} className="rail-nav">
        {places.map((place) => (
          <RailLink key={place.to} place={place} />
        ))}
        {session && <hr />}
        {session && <RailLink place={SETTINGS} />}
        {oversees(session) && <RailLink place={ADMIN} />}
      </nav>
      <div className="rail-foot">
        {onToggle && (
          <button type="button" className="rail-link" onClick={onToggle}>
            <span className={narrow ? undefined : 'turned'}>
              <Icon name="chevron" size={16} />
            </span>
            <span className={narrow ? 'visually-hidden' : 'rail-label'}>
              {t(narrow ? 'nav.expand' : 'nav.collapse')}
            </span>
          </button>
        )}
        <PersonMenu />
      </div>
    </div>
  );
}

function RailLink({ place }: { place: Place }) {
  return (
    <Link
      to={place.to}
      className="rail-link"
      activeOptions={{ exact: place.to === '/' }}
      activeProps={{ 'aria-current': 'page' }}
      title={t(place.label)}
    >
      <Icon name={place.icon} />
      <span className="rail-label">{t(place.label)}</span>
    </Link>
  );
}
