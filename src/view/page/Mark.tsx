/** The mark: a full square beside one whose upper triangle is hatched. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 34 16" aria-hidden="true">
      <rect x="0.75" y="0.75" width="14.5" height="14.5" fill="currentColor" />
      <path d="M18.75 0.75V15.25H33.25Z" fill="currentColor" />
      <path
        d="M21 1.5l1-1M23.2 3.4l2.9-2.9M25.4 5.3l4.8-4.8M27.6 7.2l5.4-5.4M29.8 9.2l3.2-3.2M32 11.1l1-1"
        className="mark-hatch"
      />
      <rect x="18.75" y="0.75" width="14.5" height="14.5" fill="none" className="mark-frame" />
    </svg>
  );
}
