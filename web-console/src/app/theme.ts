import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  defaultCssVariablesResolver,
  Modal,
  DEFAULT_THEME as mantineDefaults,
  mergeMantineTheme,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { t } from '@/messages';

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const fontFamilyMonospace =
  'ui-monospace, SFMono-Regular, Menlo, "Cascadia Mono", "Liberation Mono", monospace';

export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace,
  headings: { fontFamily, fontWeight: '650' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  respectReducedMotion: true,
  cursorType: 'pointer',
  colors: {
    accent: [
      '#eefbf8',
      '#d5f4ed',
      '#aee8dc',
      '#7cd6c6',
      '#4cbfae',
      '#2ba394',
      '#18867a',
      '#0f6f66',
      '#0e5852',
      '#0d4844',
    ],
    gray: [
      '#f7f8f9',
      '#eff1f3',
      '#e3e6ea',
      '#d3d8de',
      '#b8c0c9',
      '#8b95a1',
      '#677281',
      '#4a5462',
      '#343c48',
      '#1d232c',
    ],
    dark: [
      '#d6dbe1',
      '#b6bec8',
      '#9aa4b1',
      '#747f8d',
      '#3c4653',
      '#2f3743',
      '#232a34',
      '#181d25',
      '#12161c',
      '#0c0f14',
    ],
  },
  black: '#1d232c',
  components: {
    // Their scroll lock writes a <style> element, which the content policy refuses; base.css locks instead.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true, padding: 'lg' } }),
    // A <header> outside of <main> is a landmark of the page, and dialogs over dialogs would give it several.
    ModalHeader: { defaultProps: { component: 'div' } },
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false } }),
    // A function, because the language is known only after this module is loaded.
    CloseButton: { defaultProps: () => ({ 'aria-label': t('action.close') }) },
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'sm' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: false } }),
  },
});

/** What `theme-variables.css` is made from; the console loads no style at run time. */
export const staticVariables = () => {
  const merged = mergeMantineTheme(mantineDefaults, theme);
  const resolver: CSSVariablesResolver = (full) => {
    const base = defaultCssVariablesResolver(full);
    Object.assign(base.light, {
      '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
      '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
      '--mantine-color-error': 'var(--mantine-color-red-9)',
      '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
      '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    });
    Object.assign(base.dark, {
      '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
      '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
      '--mantine-color-error': 'var(--mantine-color-red-4)',
      '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
    });
    return base;
  };
  return resolver(merged);
};
