/** The design system: type, spacing, radii and the defaults of the components. Colours are in palette.ts. */
import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { harbor, night, slate, stateColors } from './palette.ts';

export const theme = createTheme({
  colors: { harbor, gray: slate, dark: night },
  primaryColor: 'harbor',
  primaryShade: { light: 7, dark: 7 },
  black: slate[9],
  fontFamily: "'Inter Variable', system-ui, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    Modal: {
      defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontWeight: 600 } },
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    Radio: { styles: { description: { fontSize: 'var(--mantine-font-size-sm)' } } },
    Paper: { defaultProps: { radius: 'md' } },
  },
});

type Scheme = keyof typeof stateColors;

function stateVariables(scheme: Scheme): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [tone, { text, soft }] of Object.entries(stateColors[scheme])) {
    variables[`--tone-${tone}`] = text;
    variables[`--tone-${tone}-soft`] = soft;
  }
  return variables;
}

/** `--page` is the ground, `--surface` a card on it, `--line` a border; Mantine's own variables follow them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...stateVariables('light'),
    '--page': slate[0],
    '--surface': '#ffffff',
    '--surface-sunken': slate[1],
    '--line': slate[2],
    '--line-strong': slate[3],
    '--row-hover': '#f1f6f8',
    '--row-selected': harbor[0],
    '--accent-text': harbor[7],
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': slate[9],
    '--mantine-color-dimmed': '#566472',
    '--mantine-color-placeholder': '#6b7987',
    '--mantine-color-default-border': slate[3],
    '--mantine-color-anchor': harbor[7],
    '--mantine-color-error': stateColors.light.bad.text,
  },
  dark: {
    ...stateVariables('dark'),
    '--page': night[7],
    '--surface': '#18222b',
    '--surface-sunken': '#131c24',
    '--line': '#27343f',
    '--line-strong': night[4],
    '--row-hover': '#1d2933',
    '--row-selected': '#14303a',
    '--accent-text': harbor[3],
    '--mantine-color-body': '#18222b',
    '--mantine-color-text': night[0],
    '--mantine-color-dimmed': '#9dadbb',
    '--mantine-color-placeholder': '#8495a4',
    '--mantine-color-default-border': night[4],
    '--mantine-color-anchor': harbor[3],
    '--mantine-color-error': stateColors.dark.bad.text,
  },
});
