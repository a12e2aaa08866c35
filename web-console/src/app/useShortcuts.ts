import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ADMIN, PLACES, SETTINGS } from './navigation';

const SEQUENCE_MILLIS = 1200;

type Dialogs = { palette: () => void; keys: () => void };

/** Keys that work everywhere outside of text fields. */
export function useShortcuts({ palette, keys }: Dialogs) {
  const navigate = useNavigate();
  const handlers = useRef({ palette, keys });
  handlers.current = { palette, keys };
  useEffect(() => {
    let goPressedAt = Number.NEGATIVE_INFINITY;
    const go = (key: string) => {
      const place = [...PLACES, SETTINGS, ADMIN].find((known) => known.key === key);
      goPressedAt = Number.NEGATIVE_INFINITY;
      if (place) navigate({ to: place.to });
    };
    const onKey = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        handlers.current.palette();
      } else if (!command && !event.altKey && !typing(event.target)) {
        if (performance.now() - goPressedAt < SEQUENCE_MILLIS) go(event.key);
        else if (event.key === 'g') goPressedAt = performance.now();
        else single(event, handlers.current);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
}

function single(event: KeyboardEvent, { keys }: Dialogs) {
  if (event.key === '?') return keys();
  const filter = document.querySelector<HTMLElement>('[data-filter]');
  if (event.key === '/' && filter) {
    event.preventDefault();
    filter.focus();
  }
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input,textarea,select,[role=dialog]') !== null
  );
}
