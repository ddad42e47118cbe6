/// The folder and the last part of a path; the folder of a bare name is ".".
///
/// ```swift
/// splitPath("results/a.npy")  // ("results", "a.npy")
/// splitPath("/a.npy")         // ("/", "a.npy")
/// splitPath("a.npy")          // (".", "a.npy")
/// ```
package func splitPath(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.lastIndex(of: "/") else { return (".", path) }
  let folder = slash == path.startIndex ? "/" : String(path[..<slash])
  return (folder, String(path[path.index(after: slash)...]))
}
