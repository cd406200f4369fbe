/** The colours. Chosen so that text on its ground reaches WCAG AA (4.5:1) in both schemes; nothing else names a colour. */
import type { MantineColorsTuple } from '@mantine/core';

/** The accent: the blue-green of harbour water. 7 carries white text; 4 is readable on the dark ground. */
export const harbor: MantineColorsTuple = [
  '#e9f6f8',
  '#d3ebef',
  '#a5d6de',
  '#74c0cc',
  '#4eadbc',
  '#2f97a8',
  '#1c8294',
  '#0d6c7d',
  '#0a5866',
  '#07454f',
];

/** Neutrals of the light scheme, slightly blue so that the accent belongs to them. */
export const slate: MantineColorsTuple = [
  '#f6f8fa',
  '#eef2f5',
  '#e2e8ee',
  '#d0d9e1',
  '#b3bfca',
  '#8494a3',
  '#5f6f7e',
  '#4a5967',
  '#313d49',
  '#17212b',
];

/** Mantine's `dark` tuple: text at 0, borders at 4, controls at 6, page at 7. */
export const night: MantineColorsTuple = [
  '#e3eaf0',
  '#b4c1cd',
  '#94a4b3',
  '#5c6e7f',
  '#334250',
  '#283541',
  '#1c2731',
  '#121a22',
  '#0e151b',
  '#0a0f14',
];

/** What a state looks like, beside its shape: text on a surface, and a soft ground behind that text. */
export const stateColors = {
  light: {
    good: { text: '#17703f', soft: '#e6f4ec' },
    running: { text: '#155fa8', soft: '#e6f0fa' },
    waiting: { text: '#526170', soft: '#eef2f5' },
    attention: { text: '#8a5600', soft: '#fdf3e0' },
    bad: { text: '#b0272f', soft: '#fcebec' },
  },
  dark: {
    good: { text: '#62cc93', soft: '#16322a' },
    running: { text: '#74b5f5', soft: '#172f47' },
    waiting: { text: '#a7b5c2', soft: '#263340' },
    attention: { text: '#ecb653', soft: '#372c17' },
    bad: { text: '#f59a9a', soft: '#3d2226' },
  },
} as const;

/** The five looks that every state of anything maps to. */
export type Tone = keyof typeof stateColors.light;
