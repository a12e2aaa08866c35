import { getRouteApi } from '@tanstack/react-router';
import { PageHead } from '@/components/PageHead';
import { SectionLinks } from '@/components/SectionLinks';
import { t } from '@/messages';
import { AppearanceSection } from './AppearanceSection';
import { OrganisationsSection } from './OrganisationsSection';
import { ProfileSection } from './ProfileSection';
import { SecuritySection } from './SecuritySection';
import { TokensSection } from './TokensSection';

const route = getRouteApi('/shell/member/settings/$section');
const SECTIONS = {
  profile: ProfileSection,
  security: SecuritySection,
  tokens: TokensSection,
  organisations: OrganisationsSection,
  appearance: AppearanceSection,
} as const;

export function SettingsPage() {
  const { section } = route.useParams();
  const known = (section in SECTIONS ? section : 'profile') as keyof typeof SECTIONS;
  const Section = SECTIONS[known];
  return (
    <>
      <PageHead title={t('nav.settings')} windowTitle={t('nav.settings')} />
      <SectionLinks
        label={t('section.label')}
        base="/settings/$section"
        sections={(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((id) => ({
          id,
          label: t(`section.${id}`),
        }))}
      />
      <Section />
    </>
  );
}
