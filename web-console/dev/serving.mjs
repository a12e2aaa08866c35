import { randomUUID } from 'node:crypto';
import { found, page, Refusal, send } from './http.mjs';
import { repositoryOf } from './repositories.mjs';
import { state } from './state.mjs';

const now = () => new Date().toISOString();
const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const ONE = '^\\/api\\/v1\\/deployments\\/([^/]+)\\/([^/]+)';
const get = ([ns, name]) => found(state.deployments.get(`${ns}/${name}`));
const view = (deployment) => ({ ...deployment, permissions: { write: true, manage: true } });

async function roll(deployment) {
  const replica = (index, replicaState) => ({
    index,
    version: deployment.version,
    state: replicaState,
    startedAt: now(),
    restarts: 0,
  });
  const indexes = Array.from({ length: deployment.desiredReplicas }, (_, index) => index);
  deployment.state = deployment.replicas.length > 0 ? 'updating' : 'starting';
  deployment.replicas = indexes.map((index) => replica(index, 'starting'));
  await pause(700);
  deployment.replicas = indexes.map((index) => replica(index, 'checking'));
  await pause(700);
  deployment.replicas = indexes.map((index) => replica(index, 'ready'));
  deployment.state = 'ready';
  deployment.updatedAt = now();
}

function dataOf(name, labels) {
  if (name === 'prediction') return [2.75];
  if (name === 'label') return [labels[0]];
  return labels.map((_, index) => (index === 0 ? 0.91 : 0.09 / (labels.length - 1)));
}

function predict(deployment, body) {
  const version = repositoryOf('models', deployment.model).versions.find(
    ({ number }) => number === deployment.version,
  );
  const size = body.inputs[0].shape[0];
  const model = JSON.parse(
    repositoryOf('models', deployment.model).files.get('model.json').toString(),
  );
  const outputs = version.signature.outputs.map(({ name, datatype, shape }) => ({
    name,
    datatype,
    shape: shape.map((length) => (length < 0 ? size : length)),
    data: dataOf(name, model.labels ?? []),
  }));
  return { model_name: deployment.name, model_version: String(deployment.version), outputs };
}

export const servingRoutes = [
  [
    'GET',
    /^\/api\/v1\/deployments$/,
    ({ response, query }) => {
      const fits = ({ namespace }) => [null, namespace].includes(query.get('namespace'));
      page(response, [...state.deployments.values()].filter(fits).map(view), query);
    },
  ],
  [
    'POST',
    /^\/api\/v1\/deployments$/,
    ({ session, response, body }) => {
      const namespace = body.namespace ?? session.name;
      const id = `${namespace}/${body.name}`;
      if (state.deployments.has(id))
        throw new Refusal(409, 'conflict', 'The name is taken', [
          { field: 'name', message: 'You have a deployment with this name' },
        ]);
      const deployment = {
        id: randomUUID(),
        namespace,
        name: body.name,
        model: body.model,
        version: body.version,
        desiredReplicas: body.replicas ?? 1,
        state: 'starting',
        visibility: body.visibility ?? 'private',
        replicas: [],
        url: `/serve/${id}`,
        createdAt: now(),
        createdBy: session.name,
        updatedAt: now(),
      };
      state.deployments.set(id, deployment);
      roll(deployment);
      send(response, 201, view(deployment));
    },
  ],
  ['GET', new RegExp(`${ONE}$`), ({ response, parts }) => send(response, 200, view(get(parts)))],
  [
    'PATCH',
    new RegExp(`${ONE}$`),
    ({ response, parts, body }) => {
      const deployment = get(parts);
      Object.assign(deployment, {
        version: body.version ?? deployment.version,
        desiredReplicas: body.replicas ?? deployment.desiredReplicas,
        visibility: body.visibility ?? deployment.visibility,
      });
      roll(deployment);
      send(response, 200, view(deployment));
    },
  ],
  [
    'DELETE',
    new RegExp(`${ONE}$`),
    ({ response, parts: [ns, name] }) => {
      state.deployments.delete(`${ns}/${name}`);
      send(response, 204);
    },
  ],
  [
    'POST',
    new RegExp(`${ONE}\\/(stop|start)$`),
    ({ response, parts: [ns, name, what] }) => {
      const deployment = get([ns, name]);
      if (what === 'stop') Object.assign(deployment, { state: 'stopped', replicas: [] });
      else roll(deployment);
      send(response, 200, view(deployment));
    },
  ],
  [
    'GET',
    new RegExp(`${ONE}\\/logs$`),
    ({ response, parts }) => {
      const { createdAt, name, version } = get(parts);
      const lines = [
        `loading ${name} v${version}`,
        'example.json answered as expected',
        'listening on 127.0.0.1',
      ];
      send(response, 200, {
        lines: lines.map((text, seq) => ({ seq, at: createdAt, stream: 'stdout', text })),
      });
    },
  ],
  [
    'POST',
    /^\/serve\/([^/]+)\/([^/]+)\/v2\/models\/([^/]+)\/infer$/,
    ({ response, parts, body }) => {
      const deployment = get(parts);
      if (deployment.state !== 'ready')
        throw new Refusal(503, 'dependency-unavailable', 'No replica is ready');
      send(response, 200, predict(deployment, body));
    },
  ],
];
