import { useEffect, useState } from 'preact/hooks';

/** Whether the reader's colours are dark now; what is drawn on a canvas must be drawn anew when that changes. */
export function useScheme(): 'light' | 'dark' {
  const [isDark, setDark] = useState(() => darkness().matches);
  useEffect(() => {
    const query = darkness();
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return isDark ? 'dark' : 'light';
}

function darkness(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
