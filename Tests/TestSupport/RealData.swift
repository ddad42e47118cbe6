import Foundation

/// Folder of the real experiments, nil when `CUPEL_REAL_DATA` is not set.
package let realData = ProcessInfo.processInfo.environment["CUPEL_REAL_DATA"]
