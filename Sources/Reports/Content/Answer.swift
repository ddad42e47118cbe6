/// One question of the report and its answer in a sentence.
public struct Answer: Codable, Hashable, Sendable {
  /// The question.
  public let question: String
  /// The answer, one plain sentence with its numbers.
  public let sentence: String

  /// Makes an answer.
  public init(question: String, sentence: String) {
    self.question = question
    self.sentence = sentence
  }
}
