/// Who was held out, and what the leakage audit found.
public struct SplitSummary: Codable, Hashable, Sendable {
  /// One role of the split.
  public struct Role: Codable, Hashable, Sendable {
    /// train, validation, test or excluded.
    public var name: String
    /// Rows.
    public var rows: Int
    /// What it holds, for example `chr8`.
    public var content: String

    /// Makes a role.
    public init(name: String, rows: Int, content: String) {
      self.name = name
      self.rows = rows
      self.content = content
    }
  }

  /// One check of the audit.
  public struct Check: Codable, Hashable, Sendable {
    /// What was looked for.
    public var name: String
    /// The outcome.
    public var status: CheckStatus
    /// What was found.
    public var found: String
    /// What must be.
    public var expected: String
    /// Rows removed because of it.
    public var removed: Int?

    /// Makes a check.
    public init(
      name: String, status: CheckStatus, found: String, expected: String, removed: Int? = nil
    ) {
      self.name = name
      self.status = status
      self.found = found
      self.expected = expected
      self.removed = removed
    }
  }

  /// How the split was made, in a sentence.
  public var method: String
  /// The roles.
  public var roles: [Role]
  /// The audit.
  public var checks: [Check]
  /// The digest that identifies the split; empty when there is none.
  public var digest: String

  /// Makes a summary.
  public init(method: String, roles: [Role], checks: [Check], digest: String = "") {
    self.method = method
    self.roles = roles
    self.checks = checks
    self.digest = digest
  }
}
