import { t } from '@/messages';

const PASSWORD_LENGTH = 12;

/** The platform's rules for passwords and addresses, said before the answer of the service. */
export function passwordProblem(password: string): string | null {
  return password.length >= PASSWORD_LENGTH ? null : t('access.password.short');
}

export function emailProblem(email: string): string | null {
  return /^\S+@\S+\.\S+$/.test(email.trim()) ? null : t('access.email.bad');
}
