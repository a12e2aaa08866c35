import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Proof } from '@/api/accessTypes';
import { Note } from '@/components/States';
import { required, useProblemForm } from '@/components/useForm';
import { t } from '@/messages';

/** A dialog that lies below must not hear Escape from in here. */
const OWN_ESCAPE = { 'data-mantine-stop-propagation': true };

/** What proves that the person is there: the password, a code of the app, or one of the recovery codes. */
export function ProofForm({
  lead,
  methods,
  submitLabel,
  cancelLabel,
  prove,
  onCancel,
}: {
  lead: string;
  methods: string[];
  submitLabel: string;
  cancelLabel: string;
  prove: (proof: Proof) => Promise<void>;
  onCancel: () => void;
}) {
  const [method, setMethod] = useState(methods[0] ?? 'password');
  const other = methods.find((known) => known !== method);
  const { form, submit, refusal, busy } = useProblemForm(
    { proof: '' },
    { proof: required(t('field.required')) },
    async ({ proof }) => {
      await prove(proofOf(method, proof));
      form.reset();
    },
    { fieldOf: () => 'proof' },
  );
  const choose = (next: string) => {
    form.reset();
    setMethod(next);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="quiet">{lead}</p>
      {refusal && (
        <Note tone="bad">
          <p>{refusal}</p>
        </Note>
      )}
      <ProofField key={method} method={method} {...form.getInputProps('proof')} />
      <div className="row">
        <Button type="submit" loading={busy} {...OWN_ESCAPE}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onCancel} {...OWN_ESCAPE}>
          {cancelLabel}
        </Button>
        {other && (
          <Button variant="subtle" onClick={() => choose(other)} {...OWN_ESCAPE}>
            {t(other === 'recovery' ? 'proof.useRecovery' : 'proof.useCode')}
          </Button>
        )}
      </div>
    </form>
  );
}

function ProofField({ method, ...props }: { method: string } & Record<string, unknown>) {
  const common = { name: 'proof', 'data-autofocus': true, ...OWN_ESCAPE, ...props };
  if (method === 'password') {
    return (
      <PasswordInput
        label={t('access.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={OWN_ESCAPE}
        {...common}
      />
    );
  }
  const recovery = method === 'recovery';
  return (
    <TextInput
      label={t(recovery ? 'proof.recovery' : 'proof.code')}
      description={t(recovery ? 'proof.recovery.help' : 'proof.code.help')}
      inputMode={recovery ? 'text' : 'numeric'}
      autoComplete={recovery ? 'off' : 'one-time-code'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={recovery ? 100 : 20}
      classNames={{ input: 'code-input' }}
      autoFocus
      {...common}
    />
  );
}

function proofOf(method: string, typed: string): Proof {
  if (method === 'password') return { password: typed };
  if (method === 'recovery') return { recoveryCode: typed.trim() };
  return { code: typed.replace(/\s/g, '') };
}
