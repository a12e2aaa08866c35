import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { access } from '@/api/access';
import { setCsrfToken } from '@/api/http';
import { useSession } from '@/api/session';
import { Icon } from '@/components/Icon';
import { notifyProblem } from '@/components/notify';
import { t } from '@/messages';

export function PersonMenu() {
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!session) {
    return (
      <Link to="/login" className="rail-link">
        <Icon name="out" />
        <span className="rail-label">{t('action.signIn')}</span>
      </Link>
    );
  }
  const { name, displayName } = session.user;
  const shown = displayName || name;
  const signOut = async () => {
    try {
      await access.logout();
      setCsrfToken(undefined);
      await navigate({ to: '/login' });
      client.clear();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className="rail-link person" aria-label={t('person.menu', { name })}>
          <span className="avatar" aria-hidden="true">
            {[...shown][0]?.toUpperCase()}
          </span>
          <span className="rail-label ellipsis">{shown}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="people" size={16} />}
          onClick={() => navigate({ to: '/$ns', params: { ns: name } })}
        >
          {name}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="settings" size={16} />}
          onClick={() => navigate({ to: '/settings' })}
        >
          {t('nav.settings')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="info" size={16} />}
          onClick={() => navigate({ to: '/docs/api' })}
        >
          {t('reference.title')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" size={16} />} onClick={signOut}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
