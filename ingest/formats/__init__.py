"""One module a file format: bytes in, `Extracted` text out."""
