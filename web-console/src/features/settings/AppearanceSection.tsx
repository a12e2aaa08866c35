import { type MantineColorScheme, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { Panel } from '@/components/Panel';
import { chooseLocale, currentLocale, LOCALES, type Locale, t } from '@/messages';

const SCHEMES: MantineColorScheme[] = ['auto', 'light', 'dark'];

export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Panel title={t('section.appearance')}>
      <div className="form">
        <NativeSelect
          label={t('appearance.scheme')}
          value={colorScheme}
          onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
          data={SCHEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <NativeSelect
          label={t('appearance.language')}
          value={currentLocale()}
          onChange={(event) => chooseLocale(event.currentTarget.value as Locale)}
          data={Object.entries(LOCALES).map(([value, label]) => ({ value, label }))}
        />
      </div>
    </Panel>
  );
}
