"""The rows that `make bench` prints, and what it takes to measure them."""
