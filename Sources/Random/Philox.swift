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
    var c = counter
    var k = key
    for round in 0..<10 {
      if round > 0 { k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let first = UInt64(0xD251_1F53) * UInt64(c[0])
      let second = UInt64(0xCD9E_8D57) * UInt64(c[2])
      c = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ c[1] ^ k[0],
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ c[3] ^ k[1],
        UInt32(truncatingIfNeeded: first))
    }
    return c
  }
}
