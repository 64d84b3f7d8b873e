import Random
import Testing

@Suite("Philox4x32-10")
struct PhiloxTests {
  struct KnownAnswer: Sendable {
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let output: SIMD4<UInt32>
  }

  /// The lines `philox4x32 10` of `kat_vectors` in Random123, by the authors of the paper.
  static let knownAnswers = [
    KnownAnswer(
      counter: .zero, key: .zero,
      output: SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
    KnownAnswer(
      counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
      output: SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)),
    KnownAnswer(
      counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      key: SIMD2(0xa409_3822, 0x299f_31d0),
      output: SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)),
  ]

  @Test("The known answers of Random123 come out", arguments: knownAnswers)
  func knownAnswer(_ answer: KnownAnswer) {
    #expect(Philox.block(counter: answer.counter, key: answer.key) == answer.output)
  }

  @Test("Every bit of counter and key changes about half of the output")
  func avalanche() {
    for bit in 0..<192 {
      var counter = SIMD4<UInt32>.zero
      var key = SIMD2<UInt32>.zero
      if bit < 128 {
        counter[bit / 32] = 1 << UInt32(bit % 32)
      } else {
        key[(bit - 128) / 32] = 1 << UInt32(bit % 32)
      }
      let changed =
        Philox.block(counter: counter, key: key) ^ Philox.block(counter: .zero, key: .zero)
      let count = (0..<4).reduce(0) { $0 + changed[$1].nonzeroBitCount }
      // 64 of 128 expected, standard deviation 5.7: 192 fixed cases stay within 4.5 of them.
      #expect((38...90).contains(count), "bit \(bit)")
    }
  }
}
