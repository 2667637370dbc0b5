/** The sign of Gloss: lines of text, the margin's rule, and a note beside one line. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d="M1 4h7M1 8h7M1 12h5" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" fill="none" />
      <path d="M10.5 1.5v13" class="mark-rule" stroke-width="1" stroke-linecap="round" />
      <circle cx="13.4" cy="8" r="1.9" class="mark-note" />
    </svg>
  );
}
