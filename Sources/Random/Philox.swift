/// Philox4x32-10, a counter-based random number generator.
///
/// The output is a pure function of a 128-bit counter and a 64-bit key, so any number of a stream
/// can be had without the ones before it, and no state is shared between streams.
///
/// Reference: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy
/// as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405. Checked against the known answers that the
/// authors' Random123 library ships.
public enum Philox {
  /// The four words of `counter` encrypted under `key` by ten rounds.
  ///
  /// - Parameters:
  ///   - counter: the position, least significant word first.
  ///   - key: the key, least significant word first.
  /// - Returns: 128 random bits as four words.
  @inlinable
  public static func block(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    // Scalars: from the lanes of a vector they would be taken out, and put back, in every round.
    var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
    var (k0, k1) = (key[0], key[1])
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) &* UInt64(c0)
      let second = UInt64(0xCD9E_8D57) &* UInt64(c2)
      c0 = UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0
      c1 = UInt32(truncatingIfNeeded: second)
      c2 = UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1
      c3 = UInt32(truncatingIfNeeded: first)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(c0, c1, c2, c3)
  }
}
