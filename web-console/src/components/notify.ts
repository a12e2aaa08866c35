import { notifications } from '@mantine/notifications';
import { problemText } from './States';

export function notifyDone(message: string) {
  notifications.show({ message, color: 'accent', autoClose: 4000 });
}

export function notifyProblem(problem: unknown) {
  notifications.show({ message: problemText(problem), color: 'red', autoClose: 10_000 });
}
