import { Drawer } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Guard, Skeleton } from '@/components/States';
import { t } from '@/messages';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import { useShortcuts } from './useShortcuts';

const Palette = lazy(() => import('./Palette'));
const KeysDialog = lazy(() => import('./KeysDialog'));

/** The frame of every screen behind sign-in: rail, top bar, content. */
export function Shell() {
  const [narrow, setNarrow] = useLocalStorage({ key: 'trainyard.rail', defaultValue: false });
  const [drawer, setDrawer] = useState(false);
  const [dialog, setDialog] = useState<'palette' | 'keys'>();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useShortcuts({ palette: () => setDialog('palette'), keys: () => setDialog('keys') });

  useEffect(() => {
    setDrawer(false);
    if (before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);

  return (
    <div className="shell" data-narrow={narrow || undefined}>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <aside className="rail">
        <Rail narrow={narrow} onToggle={() => setNarrow(!narrow)} />
      </aside>
      {drawer && (
        <Drawer
          opened
          onClose={() => setDrawer(false)}
          size={264}
          padding={0}
          title={t('nav.label')}
          withCloseButton={false}
          classNames={{ header: 'visually-hidden' }}
        >
          <Rail narrow={false} />
        </Drawer>
      )}
      <div className="page">
        <TopBar onMenu={() => setDrawer(true)} onSearch={() => setDialog('palette')} />
        <main id="content" className="content" ref={main} tabIndex={-1}>
          <Guard key={path}>
            <Suspense fallback={<Skeleton rows={8} />}>
              <Outlet />
            </Suspense>
          </Guard>
        </main>
      </div>
      <Suspense>
        {dialog === 'palette' && <Palette onClose={() => setDialog(undefined)} />}
        {dialog === 'keys' && <KeysDialog onClose={() => setDialog(undefined)} />}
      </Suspense>
    </div>
  );
}
