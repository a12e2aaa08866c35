import { convertCssVariables } from '@mantine/core';
import { describe, expect, it } from 'vitest';
import { staticVariables } from './theme';

describe('theme-variables.css', () => {
  it('is what the theme says (vitest -u writes it)', async () => {
    const css = convertCssVariables(staticVariables(), ':root');
    const pretty = css.replace(/([{;])\s*/g, '$1\n').replace(/\}\s*/g, '}\n');
    await expect(pretty).toMatchFileSnapshot('./theme-variables.css');
  });
});
