import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { setUnauthenticatedListener } from '@/api/http';

const SignInDialog = lazy(() => import('./SignInDialog'));

/** Around every screen: when the session has ended, signing in opens over the page. */
export function Root() {
  const [signIn, setSignIn] = useState(false);
  useEffect(() => {
    setUnauthenticatedListener(() => setSignIn(true));
    return () => setUnauthenticatedListener(() => undefined);
  }, []);
  return (
    <>
      <Outlet />
      {signIn && (
        <Suspense>
          <SignInDialog onDone={() => setSignIn(false)} />
        </Suspense>
      )}
    </>
  );
}
