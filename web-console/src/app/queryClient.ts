import { QueryClient } from '@tanstack/react-query';
import { Problem } from '@/api/problem';
import { uploadQueue } from '@/components/upload/queue';

/** Only what may pass by itself is asked again: no answer, or an answer that says "later". */
const passing = (problem: Error) =>
  problem instanceof Problem && [0, 429, 502, 503, 504].includes(problem.status);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, problem) => failures < 2 && passing(problem),
      retryDelay: (attempt) => 600 * 2 ** attempt,
    },
  },
});

uploadQueue.onCommitted((kind) => queryClient.invalidateQueries({ queryKey: [kind] }));
