"""What happens before the first page: the command line, Qt, its libraries, and errors nobody expected."""
