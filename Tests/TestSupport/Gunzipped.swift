import Foundation

/// The content of a gzip or BGZF file, by the system's gzip: what others read.
///
/// Also where the file is damaged: then what came before.
package func gunzipped(_ path: String) throws -> [UInt8] {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["gzip", "-dc", path]
  process.environment = ["PATH": "/usr/bin:/bin"]
  process.standardInput = FileHandle.nullDevice
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let content = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
  process.waitUntilExit()
  return content
}

/// The text of a gzip or BGZF file, by the system's gzip.
package func gunzippedText(_ path: String) throws -> String {
  String(decoding: try gunzipped(path), as: UTF8.self)
}
