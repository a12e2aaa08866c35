import { useEffect, useReducer } from 'react';
import { ago, exactTime } from './format';

/** How long ago; the exact time in the viewer's zone on hover. */
export function Time({ iso }: { iso: string }) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || tick(), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={iso} title={exactTime(iso)}>
      {ago(iso)}
    </time>
  );
}
