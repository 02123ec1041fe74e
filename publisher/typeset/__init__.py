"""What layout engines leave out: which face draws which character, and slices of the faces for one document."""
