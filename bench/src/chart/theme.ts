import type { Config } from 'vega-lite';

/** Told apart by readers with any colour vision, and dark enough for text on white. */
export const colors = {
  ink: '#1f2937',
  muted: '#6b7280',
  grid: '#e5e7eb',
  blue: '#1d5fbf',
  sky: '#7fb2ea',
  pale: '#bcd6f5',
  orange: '#c2570c',
  grey: '#9ca3af',
} as const;

/** Drawn beneath a label, so that it reads where it crosses a line. */
export const halo = { stroke: '#ffffff', strokeWidth: 4, strokeJoin: 'round' as const, opacity: 0.9 };

const font = 'Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif';

/** A white ground of its own, so that a chart reads the same on light and dark pages. */
export const theme: Config = {
  background: '#ffffff',
  padding: { left: 20, top: 18, right: 20, bottom: 16 },
  font,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'group',
    offset: 18,
    color: colors.ink,
    fontSize: 18,
    fontWeight: 600,
    subtitleColor: colors.muted,
    subtitleFontSize: 13,
    subtitlePadding: 6,
  },
  axis: {
    labelColor: colors.ink,
    labelFontSize: 12,
    titleColor: colors.muted,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 10,
    gridColor: colors.grid,
    domainColor: colors.grey,
    tickColor: colors.grey,
  },
  axisY: { domain: false, ticks: false, labelPadding: 6 },
  text: { fontSize: 12, color: colors.ink },
};
