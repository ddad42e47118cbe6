import Glibc
import SystemFiles

/// Makes a folder whose parent exists; nothing happens when it is there.
func makeFolder(_ path: String) throws(ArrayFileError) {
  // Unsafe: mkdir(2) reads the C string for the duration of the call.
  if unsafe mkdir(path, 0o777) != 0, errno != EEXIST {
    throw .lastFailure(of: .createFolder, path: path)
  }
}

/// Removes a file; nothing happens when it is not there.
func removeFile(_ path: String) throws(ArrayFileError) {
  // Unsafe: unlink(2) reads the C string for the duration of the call.
  if unsafe unlink(path) != 0, errno != ENOENT, errno != ENOTDIR {
    throw .lastFailure(of: .remove, path: path)
  }
}
