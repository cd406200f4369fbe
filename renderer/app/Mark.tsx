/** The product's mark: a hook that holds a crate. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M16 5.5v5.2m0 0c-2.2 0-3.4 1.3-3.4 2.7m3.4-2.7c2.2 0 3.4 1.3 3.4 2.7"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M8.5 15.5h15v10h-15z" fill="none" stroke="#fff" strokeWidth="2" strokeLinejoin="round" />
      <path d="M13.5 15.5v10M18.5 15.5v10" stroke="#fff" strokeWidth="1.6" />
    </svg>
  );
}
