import { Modal } from '@mantine/core';
import { t } from '@/messages';
import { ADMIN, PLACES, SETTINGS } from './navigation';

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const rows: [string, string][] = [
    ['Ctrl K', t('keys.palette')],
    ['/', t('keys.filter')],
    ['?', t('keys.help')],
    ['↑ ↓', t('keys.rows')],
    ['Enter', t('keys.open')],
    ['Esc', t('keys.close')],
    ...[...PLACES, SETTINGS, ADMIN].map((place): [string, string] => [
      `g ${place.key}`,
      t('keys.go', { place: t(place.label) }),
    ]),
  ];
  return (
    <Modal opened onClose={onClose} title={t('keys.title')}>
      <dl className="keys">
        {rows.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
