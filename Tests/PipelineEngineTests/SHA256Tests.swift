import PipelineEngine
import Testing

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
        + "lmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]) func agreesWithThePublishedVectors(text: String, digest: String) {
    #expect(ContentDigest(of: text).hex == digest)
  }

  @Test func agreesWithThePublishedVectorOfAMillionLetters() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update(Array(repeating: 0x61, count: 1000)) }
    #expect(
      hash.finalized().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func theSizeOfThePiecesDoesNotMatter() {
    let message = (0..<1000).map { UInt8($0 * 7 % 251) }
    for length in [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000] {
      var whole = SHA256()
      whole.update(message, count: length)
      for piece in [1, 3, 63, 64, 65, 200] {
        var pieces = SHA256()
        for start in stride(from: 0, to: length, by: piece) {
          pieces.update(Array(message[start..<min(start + piece, length)]))
        }
        #expect(pieces.finalized() == whole.finalized(), "length \(length), piece \(piece)")
      }
    }
  }

  @Test func aDigestIsReadFromSixtyFourLowercaseDigitsOnly() {
    let hex = ContentDigest(of: "abc").hex
    #expect(ContentDigest(hex: hex)?.short == "ba7816bf8f01")
    #expect(ContentDigest(hex: hex.uppercased()) == nil)
    #expect(ContentDigest(hex: String(hex.dropLast())) == nil)
  }
}
