"""Where logs go. A sink owns its permissions: it declares what its producers need before the first log comes."""
