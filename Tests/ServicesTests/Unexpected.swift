/// An outcome that a test did not expect.
struct Unexpected: Error {}
