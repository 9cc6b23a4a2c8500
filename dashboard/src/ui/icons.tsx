// Icons: strokes on a grid of 24, drawn for this page. They say nothing that a word beside them does not say.

const SHAPES = {
  overview: "M4 13h6V4H4zM14 9h6V4h-6zM14 20h6v-7h-6zM4 20h6v-3H4z",
  scans: "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16",
  incidents: "M12 4 2.8 19.5h18.4zM12 10v4M12 17v.01",
  workspaces: "M3.5 18V6a1 1 0 0 1 1-1h4.7l2 2.5h8.3a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1z",
  usage: "M4 20V11M10 20V4M16 20v-6M21 20H3",
  settings: "M4 7h9M19 7h1M4 17h2M12 17h8M16 4.5v5M9 14.5v5",
  key: "M14.5 9.5a4 4 0 1 0-3.2 3.9L13 15h2v2h2v2h3v-3l-6-6z",
  copy: "M9 9h10v11H9zM5 15V4h10",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  menu: "M4 7h16M4 12h16M4 17h16",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  system: "M4 5h16v11H4zM9 20h6M12 16v4",
  signOut: "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
  refresh: "M19.5 8A8 8 0 1 0 20 13M20 4v4.5h-4.5",
  upload: "M12 16V5M7.5 9.5 12 5l4.5 4.5M4 19h16",
  download: "M12 5v11M7.5 11.5 12 16l4.5-4.5M4 20h16",
  chevron: "m9 6 6 6-6 6",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.8-3.4 3.7-5 7.5-5s6.7 1.6 7.5 5",
  shield: "M12 3 5 6v5.5c0 4.3 2.9 7.5 7 9.5 4.1-2 7-5.2 7-9.5V6z",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}

export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-shield" d="M16 2 4 7v9c0 7 5 11.5 12 14 7-2.5 12-7 12-14V7z" />
      <path class="mark-letter" d="M11 21V11l10 10V11" fill="none" stroke-width="2.6" />
    </svg>
  );
}
