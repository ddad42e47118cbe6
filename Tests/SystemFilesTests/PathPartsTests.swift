import SystemFiles
import Testing

@Suite struct PathPartsTests {
  @Test(arguments: [
    ("results/a.npy", "results", "a.npy"), ("/a.npy", "/", "a.npy"), ("a.npy", ".", "a.npy"),
    ("/x/y/z", "/x/y", "z"), ("x/", "x", ""),
  ])
  func theLastSlashParts(path: String, folder: String, name: String) {
    #expect(splitPath(path) == (folder, name))
  }
}
