// The texts users get, embedded at build time.
