import Hashing
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
    for usesInstructions in SHA256.hasInstructions ? [false, true] : [false] {
      var hash = SHA256(usesInstructions: usesInstructions)
      hash.update(Array(text.utf8))
      #expect(hex(of: hash) == digest)
    }
  }

  @Test func agreesWithThePublishedVectorOfAMillionLetters() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update(Array(repeating: 0x61, count: 1000)) }
    #expect(
      hex(of: hash) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
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
        #expect(pieces.digestWords() == whole.digestWords(), "length \(length), piece \(piece)")
      }
    }
  }

  @Test func theProcessorsInstructionsGiveTheSameDigest() {
    guard SHA256.hasInstructions else { return }
    for length in [0, 1, 63, 64, 65, 128, 4096, 100_003] {
      let message = (0..<length).map { UInt8($0 * $0 % 253) }
      var portable = SHA256(usesInstructions: false)
      var fast = SHA256(usesInstructions: true)
      portable.update(message)
      fast.update(message)
      #expect(portable.digestWords() == fast.digestWords(), "\(length) bytes")
    }
  }
}

private func hex(of hash: SHA256) -> String {
  hash.digestWords().map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}
