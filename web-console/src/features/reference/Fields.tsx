import { type ApiDocument, fieldsOf, type Schema, typeText } from '@/api/reference';
import { t } from '@/messages';
import css from './reference.module.css';

const DEEPEST = 4;

/** The fields of a body; those that have fields themselves can be opened. */
export function Fields({
  schema,
  document,
  depth = 0,
}: {
  schema: Schema | undefined;
  document: ApiDocument;
  depth?: number;
}) {
  const fields = fieldsOf(schema, document);
  if (!fields || depth > DEEPEST) return null;
  return (
    <ul className={css.fields}>
      {Object.entries(fields.properties ?? {}).map(([name, field]) => {
        const line = (
          <>
            <code>{name}</code> <span className="quiet">{typeText(field, document)}</span>
            {fields.required?.includes(name) && (
              <span className={css.required}>{t('reference.required')}</span>
            )}
            {field.description && <span className="quiet"> – {field.description}</span>}
          </>
        );
        return (
          <li key={name}>
            {fieldsOf(field, document) ? (
              <details>
                <summary>{line}</summary>
                <Fields schema={field} document={document} depth={depth + 1} />
              </details>
            ) : (
              line
            )}
          </li>
        );
      })}
    </ul>
  );
}
