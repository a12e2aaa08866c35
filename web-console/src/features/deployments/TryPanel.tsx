import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deployments, inferPath } from '@/api/deployments';
import { hub } from '@/api/hub';
import type { Deployment, SignatureInput, Version } from '@/api/types';
import { Code } from '@/components/Code';
import { Panel } from '@/components/Panel';
import { Note } from '@/components/States';
import { useProblemForm } from '@/components/useForm';
import { t } from '@/messages';
import { AnswerView } from './AnswerView';
import css from './deployments.module.css';
import {
  type Answer,
  answerOf,
  curlOf,
  inputProblem,
  isDate,
  isTruth,
  rangeHint,
  startValue,
  tensorsOf,
} from './tensors';

/** A form made from what the model says it takes. */
export function TryPanel({ deployment, version }: { deployment: Deployment; version: Version }) {
  const inputs = version.signature?.inputs ?? [];
  const labels = useLabels(deployment.model, version);
  const [answer, setAnswer] = useState<Answer & { millis: number }>();
  const ready = ['ready', 'degraded', 'updating'].includes(deployment.state);
  const { form, submit, refusal, busy } = useProblemForm<Record<string, string>>(
    Object.fromEntries(inputs.map((input, index) => [`i${index}`, startValue(input)])),
    Object.fromEntries(
      inputs.map((input, index) => [`i${index}`, (typed: string) => inputProblem(input, typed)]),
    ) as never,
    async (values) => {
      const started = performance.now();
      const response = await deployments.infer(deployment, tensorsOf(inputs, typedOf(values)));
      const millis = Math.round(performance.now() - started);
      setAnswer({ ...answerOf(response, labels), millis });
    },
  );
  const typedOf = (values: Record<string, string>) =>
    Object.fromEntries(inputs.map(({ name }, index) => [name, values[`i${index}`] ?? '']));
  if (inputs.length === 0) {
    return (
      <Panel title={t('try.title')}>
        <Note tone="info">
          <p>{t('try.noSignature')}</p>
        </Note>
      </Panel>
    );
  }
  const url = window.location.origin + inferPath(deployment);
  return (
    <Panel title={t('try.title')}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="quiet">{ready ? t('try.help') : t('try.notReady')}</p>
        <div className={css.inputs}>
          {inputs.map((input, index) => (
            <InputField key={input.name} input={input} {...form.getInputProps(`i${index}`)} />
          ))}
        </div>
        {refusal && (
          <Note tone="bad">
            <p>{refusal}</p>
          </Note>
        )}
        <div>
          <Button type="submit" loading={busy}>
            {t('try.submit')}
          </Button>
        </div>
        <div aria-live="polite">{answer && <AnswerView answer={answer} />}</div>
        <div className="stack-tight">
          <h3>{t('try.curl')}</h3>
          <Code
            label={t('try.curl')}
            value={curlOf(url, tensorsOf(inputs, typedOf(form.values)))}
          />
        </div>
      </form>
    </Panel>
  );
}

/** Names of the classes in the order of the probabilities, from the model package. */
function useLabels(model: string, version: Version): string[] {
  const query = useQuery({
    queryKey: ['models', model, 'labels', version.commit],
    queryFn: async () => {
      const text = await hub.fileText('models', model, version.commit, 'model.json');
      const { labels } = JSON.parse(text) as { labels?: unknown[] | null };
      return (labels ?? []).map(String);
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return query.data ?? [];
}

const LONG_TEXT = 60;

function InputField({ input, ...props }: { input: SignatureInput; value?: string }) {
  const { semantic, name } = input;
  if (semantic?.categories?.length) {
    return <NativeSelect label={name} data={semantic.categories} {...props} />;
  }
  if (isTruth(input)) {
    return (
      <NativeSelect
        label={name}
        data={[
          { value: 'true', label: t('try.yes') },
          { value: 'false', label: t('try.no') },
        ]}
        {...props}
      />
    );
  }
  if (semantic?.kind === 'text' || (props.value?.length ?? 0) > LONG_TEXT) {
    return <Textarea className={css.wide} label={name} rows={3} {...props} />;
  }
  if (isDate(input)) return <TextInput label={name} type="date" {...props} />;
  return (
    <TextInput
      label={name}
      description={rangeHint(semantic)}
      inputMode={semantic?.kind === 'number' ? 'decimal' : undefined}
      {...props}
    />
  );
}
