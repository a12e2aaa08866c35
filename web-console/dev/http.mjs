import { randomUUID } from 'node:crypto';

/** An answer in problem form, thrown from a handler. */
export class Refusal extends Error {
  constructor(status, type, detail, errors) {
    super(detail);
    Object.assign(this, { status, type, errors });
  }

  body() {
    return {
      type: `urn:trainyard:problem:${this.type}`,
      title: this.type,
      status: this.status,
      detail: this.message,
      requestId: randomUUID(),
      errors: this.errors,
      methods: this.methods,
    };
  }
}

export function send(response, status, body, type = 'application/json', headers = {}) {
  response.writeHead(status, {
    'X-Request-Id': randomUUID(),
    ...(body === undefined ? {} : { 'Content-Type': type }),
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

export function problem(response, status, type, detail, errors) {
  send(
    response,
    status,
    new Refusal(status, type, detail, errors).body(),
    'application/problem+json',
  );
}

export async function readBytes(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** What JSON or a form says; other bodies are left to the handler. */
export async function readBody(request) {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(json|x-www-form-urlencoded)/.test(type)) return undefined;
  const text = (await readBytes(request)).toString('utf8');
  if (!type.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new Refusal(400, 'invalid-input', 'The body is not JSON');
  }
}

export function page(response, items, query) {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  const next = from + limit < items.length ? String(from + limit) : undefined;
  send(response, 200, { items: items.slice(from, from + limit), nextCursor: next });
}

export function found(thing) {
  if (!thing) throw new Refusal(404, 'not-found', 'There is no such thing, or you may not see it');
  return thing;
}
