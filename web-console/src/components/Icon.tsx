const PATHS = {
  home: 'M4 11.5 12 5l8 6.5M6 10v9h4.5v-5h3v5H18v-9',
  dataset:
    'M5 6.5C5 5 8 4 12 4s7 1 7 2.5S16 9 12 9 5 8 5 6.5ZM5 6.5v11C5 19 8 20 12 20s7-1 7-2.5v-11M5 12c0 1.5 3 2.5 7 2.5s7-1 7-2.5',
  model: 'M12 3.5 19.5 7.7v8.6L12 20.5l-7.5-4.2V7.7L12 3.5ZM4.5 7.7 12 12l7.5-4.3M12 12v8.5',
  job: 'M4 18.5h16M6.5 15l3.5-5 3.5 3 5-7.5',
  deployment: 'M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.01M7.5 16h.01M11 8h6M11 16h6',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M5.6 18.4l1.8-1.8M16.6 7.4l1.8-1.8',
  shield: 'M12 3.5 19 6v6c0 4-3 7-7 8.5C8 19 5 16 5 12V6l7-2.5ZM9 12l2 2 4-4',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3.5 19.5c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5M15.5 5a3 3 0 0 1 0 5.8M17 14.8c2 .6 3.2 2.1 3.5 4.7',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.8-4.8',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9.5l5-5 5 5M5 20h14',
  file: 'M7 3.5h7L18.5 8v12.5H7zM13.5 3.5V8.5H18.5',
  folder: 'M3.5 6.5h6l2 2.5h9v10h-17z',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 7.5V12l3 2',
  stop: 'M7 7h10v10H7z',
  play: 'M8 5.5v13l10.5-6.5L8 5.5Z',
  retry: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 4v4h-4',
  warning: 'M12 4.5 21 19.5H3L12 4.5ZM12 10.5v4M12 17h.01',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 11v5M12 8h.01',
  lock: 'M6.5 11h11v9h-11zM9 11V8a3 3 0 0 1 6 0v3',
  globe:
    'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM4 12h16M12 4c2.5 2.5 3.5 5 3.5 8s-1 5.5-3.5 8c-2.5-2.5-3.5-5-3.5-8s1-5.5 3.5-8',
  building: 'M5 20V5h9v15M14 10h5v10M3.5 20h17M8 9h3M8 12.5h3M8 16h3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  chevron: 'M9 6l6 6-6 6',
  down: 'M6 9l6 6 6-6',
  left: 'M14 6l-6 6 6 6',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  key: 'M8.5 16a4.5 4.5 0 1 1 4.2-6h7.8v3.5h-2.5V16h-3v-2.5h-2.3A4.5 4.5 0 0 1 8.5 16ZM8.5 11.5h.01',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  history: 'M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4.5 5v3.5H8M12 8v4.5l3 1.5',
  branch:
    'M7 8v8M7 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 10c0 3-10 2-10 6',
  out: 'M14 4.5H5v15h9M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  half: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 4v16',
  flask: 'M9.5 4h5M10.5 4v6L5.5 19.5h13L13.5 10V4M8 15h8',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; always beside a word, or inside a control that has a label. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
