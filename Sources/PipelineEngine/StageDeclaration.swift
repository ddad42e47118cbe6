/// An external file, or folder, that a stage reads.
public struct StageInput: Hashable, Sendable {
  /// What the stage calls it; part of the key.
  public let label: String
  /// Where it lies; never part of the key.
  public let path: String

  /// Names an input.
  public init(label: String, path: String) {
    self.label = label
    self.path = path
  }
}

/// One stage: a pure function from inputs, parameters, seed and upstream outputs to files.
///
/// ```swift
/// StageDeclaration(
///   name: "shout", summary: "the text in capitals", implementationVersion: 1,
///   parameters: ["mark": "!"], inputs: [StageInput(label: "text", path: "hello.txt")]
/// ) { context in
///   …read context.input("text"), write context.file("shout.txt")
/// }
/// ```
public struct StageDeclaration: Sendable {
  /// Lowercase letters, digits, hyphens and underscores; also the folder name.
  public let name: String
  /// One line for people.
  public let summary: String
  /// Raised by hand whenever the same inputs give other bytes.
  public let implementationVersion: Int
  /// Resolved scientific parameters, an object; no thread counts, paths or dates.
  public let parameters: ParameterValue
  /// The seed of every random draw, or nothing for a stage that draws none.
  public let seed: UInt64?
  /// External files, with distinct labels.
  public let inputs: [StageInput]
  /// Names of the stages whose outputs this one reads.
  public let upstream: [String]
  /// Does the work.
  public let body: @Sendable (StageContext) throws -> Void

  /// Declares a stage.
  ///
  /// - Precondition: labels of inputs differ, and so do names of upstream stages.
  public init(
    name: String, summary: String, implementationVersion: Int,
    parameters: ParameterValue = .object([:]), seed: UInt64? = nil, inputs: [StageInput] = [],
    upstream: [String] = [], body: @escaping @Sendable (StageContext) throws -> Void
  ) {
    let labels = inputs.map(\.label)
    precondition(Set(labels).count == labels.count, "stage \(name): labels repeat in \(labels)")
    precondition(Set(upstream).count == upstream.count, "stage \(name): \(upstream) repeats")
    self.name = name
    self.summary = summary
    self.implementationVersion = implementationVersion
    self.parameters = parameters
    self.seed = seed
    self.inputs = inputs
    self.upstream = upstream
    self.body = body
  }
}
