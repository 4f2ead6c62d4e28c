/** Signs in a box of 16 by 16, drawn with a line. */
export const paths = {
  accept: 'M3 8.5l3.4 3.5L13 4.5',
  reject: 'M4 4l8 8M12 4l-8 8',
  unsure: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9.1 8 10M8 12.6v.2',
  decided: 'M3 13h10M5 10V4l6 2.5L5 9',
  warning: 'M8 2.5L14.5 13.5h-13zM8 6.5v3.4M8 11.8v.1',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  close: 'M4 4l8 8M12 4l-8 8',
  next: 'M6 3.5L10.5 8 6 12.5',
  previous: 'M10 3.5L5.5 8 10 12.5',
  saved: 'M3 8.5l3.4 3.5L13 4.5',
  busy: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  offline: 'M2.5 2.5l11 11M3 8a7 7 0 0 1 3-2.3M13 8a7 7 0 0 0-4-2.5M6 11a3 3 0 0 1 4 0',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3.5 3.5',
  gear: 'M3 4.5h6M12 4.5h1M3 11.5h1M7 11.5h6M10.5 3v3M5.5 10v3',
} as const;

export type IconName = keyof typeof paths;
