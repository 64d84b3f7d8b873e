import Testing

@testable import Datasets

@Suite("Edit distance")
struct EditDistanceTests {
  @Test(
    "Insertions, deletions, substitutions and swaps of neighbours count one each",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
      ("lables", "labels", 1),
      ("ABC", "abc", 0), ("ca", "abc", 3), ("é", "e", 1), ("saturday", "sunday", 3),
    ])
  func distance(first: String, second: String, expected: Int) {
    #expect(EditDistance.between(first, second) == expected)
    #expect(EditDistance.between(second, first) == expected)
  }

  @Test(
    "A near word is suggested, a far one is not",
    arguments: [
      ("lables", "labels"), ("lab", "labels"), ("--lables", nil), ("x", nil), ("sedes", "seeds"),
      ("completely-different", nil), ("", nil),
    ])
  func closest(word: String, expected: String?) {
    #expect(EditDistance.closest(to: word, among: ["labels", "seeds", "repetitions"]) == expected)
  }

  @Test("Of equally near words the first listed is suggested, and a longer text is near to nothing")
  func ties() {
    #expect(EditDistance.closest(to: "bat", among: ["cat", "hat"]) == "cat")
    #expect(EditDistance.closest(to: String(repeating: "a", count: 65), among: ["a"]) == nil)
    #expect(EditDistance.closest(to: "a", among: []) == nil)
  }
}
