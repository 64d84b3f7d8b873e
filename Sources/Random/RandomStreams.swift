/// All streams of one purpose under one seed, by their index: what `RandomStream(seed:purpose:index:)`
/// gives, without reading the purpose again. Plain bits, for the inside of a training step.
public struct RandomStreams: Sendable, BitwiseCopyable {
  private let key: SIMD2<UInt32>
  private let purpose: UInt64

  /// The streams for one purpose under one seed.
  ///
  /// - Parameters:
  ///   - seed: the repetition's seed; all 64 bits count.
  ///   - purpose: what the numbers are for, such as `"dropout/downstream"`.
  public init(seed: UInt64, purpose: String) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.purpose = RandomStream.hash(of: purpose)
  }

  /// One of the streams, at its beginning.
  ///
  /// - Parameter index: which.
  /// - Returns: the same as `RandomStream(seed:purpose:index:)`.
  public func stream(_ index: UInt64) -> RandomStream {
    RandomStream(key: key, hash: RandomStream.hash(after: purpose, index: index))
  }
}
