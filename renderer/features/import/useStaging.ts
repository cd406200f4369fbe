/** Hands a file to the engine and opens its check. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';

export interface Staging {
  /** Null: none under way. `fraction` 0 to 1. */
  current: { name: string; fraction: number } | null;
  error: unknown;
  stage: (file: File) => void;
  cancel: () => void;
}

export function useStaging(): Staging {
  const { transport } = useEngine();
  const [, navigate] = useLocation();
  const [current, setCurrent] = useState<Staging['current']>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setCurrent(null);
  }, []);

  const stage = useCallback(
    (file: File) => {
      cancel();
      const own = new AbortController();
      running.current = own;
      setError(null);
      setCurrent({ name: file.name, fraction: 0 });
      const isCurrent = () => running.current === own;
      const travel = async () => {
        try {
          const staged = await transport.stage(file, {
            signal: own.signal,
            onProgress: (fraction) => {
              if (isCurrent()) setCurrent({ name: file.name, fraction });
            },
          });
          if (isCurrent()) navigate(paths.check(staged.sha256, staged.name));
        } catch (failure) {
          if (!isCurrent()) return;
          setError(failure);
          setCurrent(null);
        }
      };
      void travel();
    },
    [cancel, navigate, transport],
  );

  // Leaving the screen ends the transfer.
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  return { current, error, stage, cancel };
}
