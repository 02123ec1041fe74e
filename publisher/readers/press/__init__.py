"""What the press means by its lines, whatever file they came in: heads, bylines, headings, captions, furniture."""
