import Foundation
import TestSupport

/// The path of a file that another program wrote.
func oracle(_ name: String) -> String {
  repositoryFile("Reference/oracles/arrayfiles/\(name)").path
}
