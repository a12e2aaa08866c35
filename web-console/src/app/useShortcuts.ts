import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ADMIN, PLACES, SETTINGS } from './navigation';

const SEQUENCE_MILLIS = 1200;

/** Keys that work everywhere outside of text fields. */
export function useShortcuts({ palette, keys }: { palette: () => void; keys: () => void }) {
  const navigate = useNavigate();
  const handlers = useRef({ palette, keys });
  handlers.current = { palette, keys };
  useEffect(() => {
    let goPressedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return handlers.current.palette();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (performance.now() - goPressedAt < SEQUENCE_MILLIS) {
        const place = [...PLACES, SETTINGS, ADMIN].find(({ key }) => key === event.key);
        goPressedAt = 0;
        if (place) navigate({ to: place.to });
      } else if (event.key === 'g') {
        goPressedAt = performance.now();
      } else if (event.key === '?') {
        handlers.current.keys();
      } else if (event.key === '/') {
        const filter = document.querySelector<HTMLInputElement>('[data-filter]');
        if (filter) {
          event.preventDefault();
          filter.focus();
        }
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input,textarea,select,[role=dialog]') !== null;
}
