"""What leaves: documents and data made from the record."""
