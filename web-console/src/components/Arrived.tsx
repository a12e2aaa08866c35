import { type ReactNode, useEffect, useRef } from 'react';

/** The next step of a form that has no fields of its own: takes the focus, which the step before has lost. */
export function Arrived({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <div ref={area} tabIndex={-1} className="stack arrived">
      {children}
    </div>
  );
}
