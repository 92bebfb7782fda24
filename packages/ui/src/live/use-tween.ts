import { useEffect, useRef, useState } from 'preact/hooks';

const DURATION_MS = 350;

/** Follows numbers smoothly, or at once for those who want less motion and when their count changes. */
export function useTween(target: readonly number[]): readonly number[] {
  const [shown, setShown] = useState(target);
  const current = useRef(target);
  const key = target.join();

  useEffect(() => {
    const from = current.current;
    const show = (numbers: readonly number[]) => {
      current.current = numbers;
      setShown(numbers);
    };
    if (from.length !== target.length || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(target);
      return undefined;
    }
    const startMs = performance.now();
    let frame = requestAnimationFrame(function step(nowMs) {
      const passed = Math.min(1, Math.max(0, (nowMs - startMs) / DURATION_MS));
      const eased = 1 - (1 - passed) ** 3;
      show(target.map((to, i) => from[i]! + (to - from[i]!) * eased));
      if (passed < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [key]);
  return shown.length === target.length ? shown : target;
}
