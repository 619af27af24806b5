import Glibc
import Platform

/// Makes a symbolic link.
func placeLink(_ path: AbsolutePath, to target: AbsolutePath) throws {
  try checked("symlink", path.string) { symlink(target.string, path.string) }
}
