import { WebSocketServer } from 'ws';
import { state } from './state.mjs';

/** `/api/v1/feed`: events of jobs in the order of their numbers, each once. */
export function attachFeed(server) {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (!request.url.startsWith('/api/v1/feed') || !state.sessionOf(request))
      return socket.destroy();
    sockets.handleUpgrade(request, socket, head, serve);
  });
}

function serve(socket) {
  const listeners = new Map();
  const tell = (frame) => socket.send(JSON.stringify(frame));
  const beat = setInterval(() => tell({ type: 'heartbeat', at: new Date().toISOString() }), 15_000);
  const leave = (id) => {
    state.jobs.get(id)?.listeners.delete(listeners.get(id));
    listeners.delete(id);
  };
  socket.on('message', (text) => {
    const { op, job: id, after } = JSON.parse(text);
    if (op === 'ping') return tell({ type: 'pong' });
    leave(id);
    if (op === 'unsubscribe') return;
    const job = state.jobs.get(id);
    if (!job) return tell({ type: 'closed', job: id, reason: 'not-found' });
    tell({ type: 'subscribed', job: id, after });
    for (const event of job.events)
      if (event.seq > after) tell({ type: 'event', job: id, ...event });
    const listener = (event) => tell({ type: 'event', job: id, ...event });
    listeners.set(id, listener);
    job.listeners.add(listener);
  });
  socket.on('close', () => {
    clearInterval(beat);
    for (const id of [...listeners.keys()]) leave(id);
  });
}
