import { Refusal } from './http.mjs';

export const now = () => new Date().toISOString();
export const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
export const mine = (session) => {
  if (!session) throw new Refusal(401, 'unauthenticated', 'Sign in first');
  return session.name;
};
