import Random
import Testing

/// Expected numbers come from a Python program that follows the documentation of `RandomStream`.
@Suite("Random streams")
struct RandomStreamTests {
  @Test("The first words of a stream never change")
  func goldenWords() {
    var stream = RandomStream(seed: 7, purpose: "subset")
    let words = (0..<6).map { _ in stream.next() }
    #expect(
      words == [0xd7eb_3e46, 0x9132_b34c, 0x0973_2c3a, 0x3caf_7fcb, 0x3266_ff9c, 0xfbbb_02ad])
  }

  @Test("The index and the upper half of the seed count")
  func goldenWordsOfIndexAndLongSeed() {
    var indexed = RandomStream(seed: 7, purpose: "strokes", index: 3)
    #expect((0..<3).map { _ in indexed.next() } == [0xb8c4_c393, 0x3948_2040, 0x5908_c973])
    var long = RandomStream(seed: 5 << 32 | 9, purpose: "init/encoder")
    #expect((0..<3).map { _ in long.next() } == [0xb933_0561, 0xe4c6_ba34, 0xe007_c5af])
  }

  @Test("Streams differ by seed, by purpose and by index")
  func streamsDiffer() {
    let streams = [
      RandomStream(seed: 1, purpose: "order"), RandomStream(seed: 2, purpose: "order"),
      RandomStream(seed: 1 << 32 | 1, purpose: "order"), RandomStream(seed: 1, purpose: "orde"),
      RandomStream(seed: 1, purpose: "subset"), RandomStream(seed: 1, purpose: "order", index: 1),
      RandomStream(seed: 1, purpose: "order", index: 1 << 40),
    ]
    let starts = streams.map { stream in
      var stream = stream
      return SIMD4(stream.next(), stream.next(), stream.next(), stream.next())
    }
    for first in starts.indices {
      for second in starts.indices.dropFirst(first + 1) {
        #expect(starts[first] != starts[second], "streams \(first) and \(second)")
      }
    }
  }

  @Test("Two streams of one name give the same numbers, and a copy goes its own way")
  func streamsAreValues() {
    var first = RandomStream(seed: 3, purpose: "augment")
    _ = first.next()
    var copy = first
    let fromFirst = (0..<9).map { _ in first.next() }
    #expect((0..<9).map { _ in copy.next() } == fromFirst)
    var again = RandomStream(seed: 3, purpose: "augment")
    _ = again.next()
    #expect((0..<9).map { _ in again.next() } == fromFirst)
  }

  @Test("A unit number is a multiple of 2⁻²⁴ in [0, 1)")
  func unitNumbers() {
    var stream = RandomStream(seed: 2, purpose: "init/head")
    let numbers = (0..<4).map { _ in stream.unit() }
    let expected: [Float] = [2_763_282, 16_525_497, 8_547_798, 3_979_104]
    #expect(numbers == expected.map { $0 / 16_777_216 })
    for _ in 0..<2000 {
      let number = stream.unit()
      #expect(number >= 0 && number < 1 && (number * 0x1p24).rounded() == number * 0x1p24)
    }
  }

  @Test("A uniform number is low + (high − low) × unit, in single precision")
  func uniformNumbers() {
    var units = RandomStream(seed: 8, purpose: "u")
    var numbers = RandomStream(seed: 8, purpose: "u")
    for _ in 0..<200 {
      let expected = -0.3 + (Float(0.7) - -0.3) * units.unit()
      #expect(numbers.uniform(-0.3, 0.7) == expected)
    }
  }
}
