import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import type { Robot } from '@/api/accessTypes';
import { robots } from '@/api/robots';
import type { Role } from '@/api/types';
import { LimitFields, limitsOf, NO_LIMITS, wholeField } from '@/components/credentials/LimitFields';
import { ScopesField } from '@/components/credentials/ScopesField';
import { READ_ONLY, scopesOf, scopesProblem } from '@/components/credentials/scopes';
import { nameProblem } from '@/components/names';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

/** At most the role of whoever makes it can be given, and never that of an owner: this tab needs a maintainer. */
const ROLES: Role[] = ['reader', 'writer', 'maintainer'];

export function NewRobot({
  organisation,
  onClose,
  onCreated,
}: {
  organisation: string;
  onClose: () => void;
  onCreated: (robot: Robot) => void;
}) {
  const { form, submit, refusal, busy } = useProblemForm(
    { name: '', description: '', role: 'reader' as Role, scopes: READ_ONLY, ...NO_LIMITS },
    { name: (value: string) => nameProblem(value.trim()), scopes: scopesProblem },
    async ({ name, description, role, scopes, ...limits }) =>
      onCreated(
        await robots.create(organisation, {
          name: name.trim(),
          description: description.trim() || undefined,
          role,
          scopes: scopesOf(scopes),
          ...limitsOf(limits),
        }),
      ),
    { fieldOf: wholeField },
  );
  return (
    <Modal opened onClose={onClose} title={t('robots.new')} size="lg">
      <form className="stack" onSubmit={submit} noValidate>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <TextInput
          label={t('robots.name')}
          description={t('robots.name.help', {
            name: `${organisation}+${form.values.name.trim() || '…'}`,
          })}
          name="name"
          maxLength={63}
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('robots.description')}
          name="description"
          maxLength={200}
          {...form.getInputProps('description')}
        />
        <NativeSelect
          label={t('robots.role')}
          name="role"
          data={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          {...form.getInputProps('role')}
        />
        <ScopesField
          platformRole={false}
          {...form.getInputProps('scopes')}
          value={form.values.scopes}
        />
        <LimitFields form={form} />
        <div>
          <Button type="submit" loading={busy}>
            {t('robots.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
