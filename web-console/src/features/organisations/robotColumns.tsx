import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Robot } from '@/api/accessTypes';
import { Tag } from '@/components/Badge';
import { LastUse } from '@/components/credentials/LastUse';
import { LimitsCell } from '@/components/credentials/LimitsCell';
import { scopesText } from '@/components/credentials/scopes';
import type { Column } from '@/components/DataTable';
import { Icon } from '@/components/Icon';
import { Time } from '@/components/Time';
import { t } from '@/messages';

type Actions = {
  onRotate: (robot: Robot) => void;
  onEnable: (robot: Robot, enabled: boolean) => void;
  onDelete: (robot: Robot) => void;
  onEndSecret: (robot: Robot, id: string) => void;
};

export function robotColumns(actions: Actions): Column<Robot>[] {
  return [
    {
      key: 'name',
      header: t('robots.name'),
      main: true,
      cell: (robot) => (
        <span>
          <span className="row">
            {robot.fullName}
            {robot.disabled && <Tag>{t('robots.disabled')}</Tag>}
          </span>
          {robot.description && <span className="block quiet small">{robot.description}</span>}
        </span>
      ),
    },
    {
      key: 'rights',
      header: t('tokens.scope'),
      cell: (robot) => (
        <span>
          {t(`role.${robot.role}`)}
          <span className="block quiet small">{scopesText(robot.scopes)}</span>
        </span>
      ),
    },
    {
      key: 'limits',
      header: t('limits.title'),
      cell: (robot) => <LimitsCell only={robot.only} networks={robot.networks} />,
    },
    {
      key: 'secrets',
      header: t('robots.secrets'),
      cell: (robot) => <Secrets robot={robot} onEnd={(id) => actions.onEndSecret(robot, id)} />,
    },
    {
      key: 'used',
      header: t('tokens.lastUsed'),
      cell: (robot) => <LastUse at={robot.lastUsedAt} network={robot.lastUsedNetwork} />,
    },
    {
      key: 'expires',
      header: t('tokens.expires'),
      cell: (robot) => <Time iso={robot.expiresAt} />,
    },
    {
      key: 'actions',
      header: t('table.actions'),
      numeric: true,
      cell: (robot) => <RobotMenu robot={robot} {...actions} />,
    },
  ];
}

function Secrets({ robot, onEnd }: { robot: Robot; onEnd: (id: string) => void }) {
  if (robot.secrets.length === 0) return <span className="quiet">{t('robots.secret.none')}</span>;
  return (
    <span>
      {robot.secrets.map(({ id, hint, expiresAt }) => (
        <span key={id} className="row nowrap">
          <code>{hint}…</code>
          {expiresAt && (
            <span className="quiet small">
              <Time iso={expiresAt} />
            </span>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            aria-label={t('robots.secret.end', { hint })}
            onClick={() => onEnd(id)}
          >
            <Icon name="cross" size={14} />
          </ActionIcon>
        </span>
      ))}
    </span>
  );
}

function RobotMenu({ robot, onRotate, onEnable, onDelete }: Actions & { robot: Robot }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          rightSection={<Icon name="down" size={14} />}
          aria-label={t('robots.more', { name: robot.fullName })}
        >
          {t('table.actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onRotate(robot)}>{t('robots.rotate')}</Menu.Item>
        <Menu.Item onClick={() => onEnable(robot, robot.disabled)}>
          {t(robot.disabled ? 'robots.enable' : 'robots.disable')}
        </Menu.Item>
        <Menu.Item onClick={() => onDelete(robot)}>{t('action.delete')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
