import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { setStepUpListener, setUnauthenticatedListener } from '@/api/http';

const SignInDialog = lazy(() => import('./SignInDialog'));
const StepUpDialog = lazy(() => import('./StepUpDialog'));

type Proving = { methods: string[]; done: (proved: boolean) => void };

/** Around every screen: a session that has ended, or that has to be proved again, is mended over the page. */
export function Root() {
  const [signIn, setSignIn] = useState(false);
  const [proving, setProving] = useState<Proving>();
  useEffect(() => {
    setUnauthenticatedListener(() => setSignIn(true));
    setStepUpListener(
      (methods) =>
        new Promise((resolve) => {
          const done = (proved: boolean) => {
            setProving(undefined);
            resolve(proved);
          };
          setProving({ methods, done });
        }),
    );
    return () => {
      setUnauthenticatedListener(() => undefined);
      setStepUpListener(async () => false);
    };
  }, []);
  return (
    <>
      <Outlet />
      <Suspense>
        {signIn && <SignInDialog onDone={() => setSignIn(false)} />}
        {proving && <StepUpDialog methods={proving.methods} onDone={proving.done} />}
      </Suspense>
    </>
  );
}
