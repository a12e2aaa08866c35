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
      ...(this.errors ? { errors: this.errors } : {}),
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

export async function readJson(request) {
  const text = (await readBytes(request)).toString('utf8');
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
