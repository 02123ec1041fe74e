"""What a press needs of a PDF, read from what its pages paint: inks, images, boxes, output intent (ISO 15930-7, PDF/X-4)."""
