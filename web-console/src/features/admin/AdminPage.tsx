import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { PageHead } from '@/components/PageHead';
import { SectionLinks } from '@/components/SectionLinks';
import { Empty } from '@/components/States';
import { t } from '@/messages';
import { AuditSection } from './AuditSection';
import { InvitationsSection } from './InvitationsSection';
import { UsersSection } from './UsersSection';

const route = getRouteApi('/shell/member/admin/$section');
const SECTIONS = {
  users: UsersSection,
  invitations: InvitationsSection,
  audit: AuditSection,
} as const;

export function AdminPage() {
  const { section } = route.useParams();
  const roles = useSession()?.user.roles ?? [];
  if (!roles.includes('admin')) {
    return (
      <Empty icon="shield" title={t('admin.forbidden')}>
        {t('admin.forbidden.help')}
      </Empty>
    );
  }
  const known = (section in SECTIONS ? section : 'users') as keyof typeof SECTIONS;
  const Section = SECTIONS[known];
  return (
    <>
      <PageHead title={t('nav.admin')} windowTitle={t('nav.admin')} />
      <SectionLinks
        label={t('admin.label')}
        base="/admin/$section"
        sections={(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((id) => ({
          id,
          label: t(`admin.${id}`),
        }))}
      />
      <Section />
    </>
  );
}
