/** Mantine dressed in our tokens: it takes its colours from `tokens.css` and never brings its own. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#eef6f7',
  '#dfeef0',
  '#bcdade',
  '#95c4cb',
  '#6cacb6',
  '#4293a0',
  '#1f7b8a',
  '#0b6978',
  '#005a6b',
  '#004552',
]

export const theme = createTheme({
  fontFamily: 'var(--face)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '8px', xl: '8px' },
  defaultRadius: 'sm',
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
})

const fromTokens = {
  '--mantine-color-body': 'var(--frame)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink2)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-default': 'var(--pane)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent)',
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens })
