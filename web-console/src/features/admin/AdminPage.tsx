import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { InvitationsPanel } from '@/components/invitations/InvitationsPanel';
import { PageHead } from '@/components/PageHead';
import { SectionLinks } from '@/components/SectionLinks';
import { Empty } from '@/components/States';
import { t } from '@/messages';
import { AuditSection } from './AuditSection';
import { UsersSection } from './UsersSection';

const route = getRouteApi('/shell/member/admin/$section');
const SECTIONS = {
  users: UsersSection,
  invitations: InvitationsPanel,
  audit: AuditSection,
} as const;
type Section = keyof typeof SECTIONS;
const ALL = Object.keys(SECTIONS) as Section[];
const AUDITORS: Section[] = ['audit'];

export function AdminPage() {
  const { section } = route.useParams();
  const roles = useSession()?.user.roles ?? [];
  const open = roles.includes('admin') ? ALL : roles.includes('auditor') ? AUDITORS : [];
  const known = open.find((id) => id === section) ?? open[0];
  if (!known) {
    return (
      <Empty icon="shield" title={t('admin.forbidden')}>
        {t('admin.forbidden.help')}
      </Empty>
    );
  }
  const Section = SECTIONS[known];
  return (
    <>
      <PageHead title={t('nav.admin')} windowTitle={t('nav.admin')} />
      <SectionLinks
        label={t('admin.label')}
        base="/admin/$section"
        sections={open.map((id) => ({
          id,
          label: t(`admin.${id}`),
        }))}
      />
      <Section />
    </>
  );
}
