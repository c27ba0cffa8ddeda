"""A file of minutes in, passages with names out."""
