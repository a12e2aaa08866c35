import { Button, Menu, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Erasure, privacy } from '@/api/privacy';
import type { User } from '@/api/types';
import { users } from '@/api/users';
import { ConfirmByName } from '@/components/ConfirmByName';
import { TokenTable } from '@/components/credentials/TokenTable';
import { Icon } from '@/components/Icon';
import { notifyDone, notifyProblem } from '@/components/notify';
import { useInfinite } from '@/components/useInfinite';
import { t } from '@/messages';
import { ErasureDialog } from './ErasureDialog';

/** What asks for the name before it is done, with the words of its dialog. */
const ASKED = {
  deactivate: 'users.deactivate',
  activate: 'users.activate',
  restore: 'users.restore',
  stopLeaving: 'users.stopLeaving',
  erase: 'users.erase',
  admin: 'users.makeAdmin',
  endSessions: 'users.endSessions',
  sendReset: 'users.sendReset',
  removeFactor: 'users.removeFactor',
} as const;
const WORDS = { ...ASKED, admin: 'users.admin' } as const;
type Asked = keyof typeof ASKED;

/** What an administrator can do about an account; what takes something away, or gives all, asks for the name. */
export function UserMenu({ user }: { user: User }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [tokens, setTokens] = useState(false);
  const [erasure, setErasure] = useState<Erasure>();
  const { name } = user;
  const roles = user.roles.filter((role) => role !== 'user');
  const setRole = (role: string, held: boolean) =>
    users.setPlatformRoles(name, {
      roles: held ? [...roles, role] : roles.filter((known) => known !== role),
    });
  const refresh = () => client.invalidateQueries({ queryKey: ['users'] });
  const actions: Record<Asked, () => Promise<unknown>> = {
    deactivate: () => users.setActive(name, false),
    activate: () => users.setActive(name, true),
    restore: () => users.setActive(name, true),
    stopLeaving: () => users.setActive(name, false),
    erase: () => privacy.erase({ name }).then(setErasure),
    admin: () => setRole('admin', true),
    endSessions: () => users.endSessions(name),
    sendReset: () => users.sendReset(name),
    removeFactor: () => users.removeFactor(name),
  };
  const change = (role: string, held: boolean) =>
    setRole(role, held)
      .then(() => notifyDone(t('users.done')), notifyProblem)
      .finally(refresh);
  const admin = roles.includes('admin');
  const auditor = roles.includes('auditor');
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-sm"
            rightSection={<Icon name="down" size={14} />}
            aria-label={t('users.more', { name })}
          >
            {t('table.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setTokens(true)}>{t('users.tokens')}</Menu.Item>
          <Menu.Item onClick={() => setAsked('endSessions')}>{t('users.endSessions')}</Menu.Item>
          <Menu.Item onClick={() => setAsked('sendReset')}>{t('users.sendReset')}</Menu.Item>
          <Menu.Item onClick={() => setAsked('removeFactor')}>{t('users.removeFactor')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => change('auditor', !auditor)}>
            {t(auditor ? 'users.removeAuditor' : 'users.makeAuditor')}
          </Menu.Item>
          <Menu.Item onClick={() => (admin ? change('admin', false) : setAsked('admin'))}>
            {t(admin ? 'users.removeAdmin' : 'users.makeAdmin')}
          </Menu.Item>
          <Menu.Divider />
          {statesAhead(user).map((next) => (
            <Menu.Item key={next} onClick={() => setAsked(next)}>
              {t(ASKED[next])}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <ConfirmByName
          opened
          title={t(`${WORDS[asked]}.title`, { name })}
          name={name}
          action={t(ASKED[asked])}
          onClose={() => setAsked(undefined)}
          onConfirm={async () => {
            await actions[asked]();
            setAsked(undefined);
            notifyDone(t('users.done'));
            await refresh();
          }}
        >
          <p>{t(`${WORDS[asked]}.help`, { name })}</p>
        </ConfirmByName>
      )}
      {erasure && (
        <ErasureDialog name={name} erasure={erasure} onClose={() => setErasure(undefined)} />
      )}
      {tokens && <UserTokens name={name} onClose={() => setTokens(false)} />}
    </>
  );
}

/** What can become of an account; erased is only who cannot sign in. */
function statesAhead({ active, deletionAt }: User): Asked[] {
  if (deletionAt) return ['restore', 'stopLeaving', 'erase'];
  return active === false ? ['activate', 'erase'] : ['deactivate'];
}

function UserTokens({ name, onClose }: { name: string; onClose: () => void }) {
  const client = useQueryClient();
  const query = useInfinite(['tokens', name], (cursor) => users.tokens(name, cursor));
  return (
    <Modal opened onClose={onClose} title={t('users.tokens.title', { name })} size="80rem">
      <TokenTable
        query={query}
        onRevoke={async (id) => {
          await users.revokeToken(name, id);
          await client.invalidateQueries({ queryKey: ['tokens', name] });
        }}
      />
    </Modal>
  );
}
