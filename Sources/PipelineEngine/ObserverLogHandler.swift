import Logging

/// Passes the log messages of a stage on to the observer, so that they and the progress line do not
/// write over each other.
struct ObserverLogHandler: LogHandler {
  let stage: String
  let observer: any RunObserver
  var logLevel: Logger.Level = .info
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    observer.observe(
      .message(stage: stage, level: event.level.rawValue, text: event.message.description))
  }
}
