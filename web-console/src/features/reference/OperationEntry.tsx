import { type ReactNode, useState } from 'react';
import { type ApiDocument, bodyOf, type Operation, typeText } from '@/api/reference';
import { Icon } from '@/components/Icon';
import { Facts } from '@/components/Panel';
import { t } from '@/messages';
import { Fields } from './Fields';
import css from './reference.module.css';

/** One operation in a line, and all about it once it is opened. */
export function OperationEntry({
  operation,
  document,
}: {
  operation: Operation;
  document: ApiDocument;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details className={css.operation} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="chevron" size={14} />
        <span className={css.method} data-method={operation.method}>
          {operation.method}
        </span>
        <code className={css.path}>{operation.path}</code>
        <span className={css.summary}>{operation.summary}</span>
      </summary>
      {open && <Details operation={operation} document={document} />}
    </details>
  );
}

function Details({ operation, document }: { operation: Operation; document: ApiDocument }) {
  const rate = operation['x-rate-limit'];
  const facts: [string, ReactNode][] = [
    [t('reference.permission'), <code key="permission">{operation['x-permission'] ?? '–'}</code>],
  ];
  if (rate) facts.push([t('reference.rate'), t('reference.rate.text', rate)]);
  const body = bodyOf(operation.requestBody?.content);
  const parameters = operation.parameters ?? [];
  return (
    <div className={css.details}>
      {operation.description && <p>{operation.description}</p>}
      <Facts items={facts} />
      {parameters.length > 0 && (
        <section>
          <h3>{t('reference.parameters')}</h3>
          <Facts
            items={parameters.map((each) => [
              each.name,
              <span key={each.name}>
                {each.in}, <code>{typeText(each.schema, document)}</code>
                {each.required && each.in !== 'path' && `, ${t('reference.required')}`}
                {each.description && ` – ${each.description}`}
              </span>,
            ])}
          />
        </section>
      )}
      {body && (
        <section>
          <h3>{t('reference.body')}</h3>
          <p>
            <code>{body.type}</code> <code>{typeText(body.schema, document)}</code>
          </p>
          <Fields schema={body.schema} document={document} />
        </section>
      )}
      <section>
        <h3>{t('reference.answers')}</h3>
        {Object.entries(operation.responses ?? {}).map(([status, answer]) => {
          const given = bodyOf(answer.content);
          return (
            <div key={status} className={css.answer}>
              <p>
                <strong>{status}</strong> {answer.description}{' '}
                {given && <code>{typeText(given.schema, document)}</code>}
              </p>
              {status.startsWith('2') && <Fields schema={given?.schema} document={document} />}
            </div>
          );
        })}
      </section>
    </div>
  );
}
