/// A named stream of random numbers: every draw is a pure function of (seed, purpose, position).
///
/// The seed is Philox's key; a 64-bit hash of the purpose fills the upper half of the counter and
/// the position the lower half. A new purpose therefore shifts nobody's numbers, and two streams of
/// one seed never overlap unless the hashes of their purposes collide.
public struct RandomStream: Sendable {
  let key: SIMD2<UInt32>
  let purpose: SIMD2<UInt32>
  var position: UInt64 = 0
  var block: SIMD4<UInt32> = .zero
  var used = 4

  /// The stream for one purpose under one seed.
  ///
  /// - Parameters:
  ///   - seed: the repetition's seed; all 64 bits count.
  ///   - purpose: what the numbers are for, such as `"subset"` or `"init/encoder"`.
  ///   - index: which of many streams of the same purpose, such as the number of an image.
  public init(seed: UInt64, purpose: String, index: UInt64 = 0) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let hash = Self.hash(of: purpose, index: index)
    self.purpose = Self.words(of: hash)
  }

  init(key: SIMD2<UInt32>, hash: UInt64) {
    self.key = key
    purpose = Self.words(of: hash)
  }

  private static func words(of hash: UInt64) -> SIMD2<UInt32> {
    SIMD2(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }

  /// FNV-1a over the bytes of the purpose and the eight bytes of the index, then a finaliser that
  /// spreads every input bit (the mixing function of MurmurHash3).
  static func hash(of purpose: String, index: UInt64) -> UInt64 {
    hash(after: hash(of: purpose), index: index)
  }

  /// The first part of it: the bytes of the purpose.
  static func hash(of purpose: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in purpose.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }

  /// The rest of it: the bytes of the index, and the finaliser.
  static func hash(after purpose: UInt64, index: UInt64) -> UInt64 {
    var hash = purpose
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      hash = (hash ^ ((index >> shift) & 0xFF)) &* 0x0000_0100_0000_01B3
    }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }

  /// The next 32 random bits.
  public mutating func next() -> UInt32 {
    if used == 4 {
      block = block(at: position)
      position &+= 1
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }
}

extension RandomStream {
  /// The four words at a place of the stream, wherever it stands: `next()` gives the words of place 0,
  /// then those of place 1, and so on.
  ///
  /// - Parameter place: any.
  /// - Returns: 128 random bits.
  public func block(at place: UInt64) -> SIMD4<UInt32> {
    Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: place >> 32), purpose[0],
        purpose[1]), key: key)
  }

  /// A number in [0, 1) that is a multiple of 2⁻²⁴: exact in `Float`, the same on every machine.
  public mutating func unit() -> Float {
    Float(next() >> 8) * 0x1p-24
  }

  /// A number in [low, high), computed as `low + (high − low) × unit()` in single precision.
  ///
  /// - Parameters:
  ///   - low: the lower bound, included.
  ///   - high: the upper bound, excluded but for rounding.
  /// - Returns: the number.
  public mutating func uniform(_ low: Float, _ high: Float) -> Float {
    low + (high - low) * unit()
  }

  /// An unbiased integer in 0 ..< bound.
  ///
  /// Reference: D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29 (2019),
  /// doi:10.1145/3230636.
  ///
  /// - Parameter bound: at least 1 and at most 2³² − 1.
  /// - Returns: a number from 0, below the bound.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0 && bound <= Int(UInt32.max), "a bound of 1 to 2^32 - 1")
    let range = UInt64(bound)
    while true {
      let product = UInt64(next()) * range
      let low = product & 0xFFFF_FFFF
      // The threshold is below the range: mostly the division that it takes can be left out.
      if low >= range || low >= (1 << 32) % range { return Int(product >> 32) }
    }
  }

  /// Puts the elements in a uniformly random order (Fisher–Yates, from the last element down).
  ///
  /// - Parameter elements: what to shuffle, in place.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }
}
