import { queryOptions } from '@tanstack/react-query';
import { http } from './http';

/** What of JSON Schema the platform's documents use. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  oneOf?: Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
};

type Content = Record<string, { schema?: Schema }>;

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  schema?: Schema;
};

type Described = {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
  'x-permission'?: string;
  'x-rate-limit'?: { class: string; perSecond: number; burst: number };
};

/** The OpenAPI document that the gateway makes of those of all services. */
export type ApiDocument = {
  paths: Record<string, Record<string, unknown> & { parameters?: Parameter[] }>;
  components: { schemas: Record<string, Schema> };
};

export type Operation = Described & { method: string; path: string; tag: string };

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const OTHER = 'other';

export const documentQuery = queryOptions({
  queryKey: ['api-document'],
  queryFn: ({ signal }) => http.get<ApiDocument>('/api/v1/openapi.json', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Every operation, those of a tag together, by path. */
export function operationsOf(document: ApiDocument): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const path of Object.keys(document.paths).sort()) {
    const item = document.paths[path] ?? {};
    for (const method of METHODS) {
      const described = item[method] as Described | undefined;
      if (!described) continue;
      const tag = described.tags?.[0] ?? OTHER;
      const parameters = [...(item.parameters ?? []), ...(described.parameters ?? [])];
      const group = groups.get(tag) ?? [];
      group.push({ ...described, parameters, method: method.toUpperCase(), path, tag });
      groups.set(tag, group);
    }
  }
  return new Map([...groups].sort(([one], [other]) => one.localeCompare(other)));
}

/** Whether each word is somewhere in what names the operation. */
export function matches(operation: Operation, words: string): boolean {
  const text = [
    operation.method,
    operation.path,
    operation.summary,
    operation.operationId,
    operation.tag,
    operation['x-permission'],
  ]
    .join(' ')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The name that a reference leads to. */
export function referred(schema: Schema): string | undefined {
  return schema.$ref?.slice(schema.$ref.lastIndexOf('/') + 1);
}

/** A schema in one line: `string (uuid)`, `Commit[]`, `"a" | "b"`; only what has fields goes by name. */
export function typeText(schema: Schema | undefined, document: ApiDocument): string {
  if (!schema) return 'any';
  const of = (one: Schema | undefined) => typeText(one, document);
  const name = referred(schema);
  const target = name ? document.components.schemas[name] : undefined;
  if (name) return target && !target.properties ? of(target) : name;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(of).join(' | ');
  if (schema.allOf) return schema.allOf.map(of).join(' & ');
  return [schema.type ?? 'object']
    .flat()
    .map((type) =>
      type === 'array' ? `${grouped(of(schema.items))}[]` : formatted(type, schema, of),
    )
    .join(' | ');
}

const grouped = (text: string) => (text.includes(' ') ? `(${text})` : text);

function formatted(type: string, schema: Schema, of: (schema: Schema) => string): string {
  if (type === 'object' && typeof schema.additionalProperties === 'object') {
    return `map of ${of(schema.additionalProperties)}`;
  }
  return schema.format ? `${type} (${schema.format})` : type;
}

/** The schema that carries the fields: the one referred to, or that of a list's items. */
export function fieldsOf(schema: Schema | undefined, document: ApiDocument): Schema | undefined {
  if (!schema) return undefined;
  const name = referred(schema);
  if (name) return fieldsOf(document.components.schemas[name], document);
  if (schema.items) return fieldsOf(schema.items, document);
  return schema.properties ? schema : undefined;
}

/** The first body of a request or an answer, with its media type. */
export function bodyOf(
  content: Content | undefined,
): { type: string; schema?: Schema } | undefined {
  const first = Object.entries(content ?? {})[0];
  return first && { type: first[0], schema: first[1].schema };
}
