import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '@/api/types';

/** A list that is read page by page with the platform's cursors. */
export function useInfinite<T>(
  queryKey: unknown[],
  load: (cursor: string | undefined) => Promise<Page<T>>,
  options: {
    enabled?: boolean;
    refetchInterval?: number;
    staleTime?: number;
    refetchOnWindowFocus?: boolean;
    refetchOnReconnect?: boolean;
  } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    ...options,
  });
  return {
    ...query,
    data: query.data?.pages.flatMap((page) => page.items),
  };
}
