import Random

/// Memory for a kernel call, with a margin at both ends that must come back untouched.
final class Cells<Element: BitwiseCopyable & Equatable> {
  private let base: UnsafeMutablePointer<Element>
  private let canary: Element
  private let count: Int
  private var margin: Int { 32 }

  init(_ values: [Element], canary: Element) {
    self.canary = canary
    count = values.count
    base = .allocate(capacity: count + 64)
    base.initialize(repeating: canary, count: count + 64)
    (base + 32).update(from: values, count: count)
  }

  deinit { base.deallocate() }

  /// The first value.
  var pointer: UnsafeMutablePointer<Element> { base + margin }

  /// What the memory holds now. Reading it after a call also keeps the memory alive during it.
  var values: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Whether nothing was written outside.
  var isIntact: Bool {
    (0..<margin).allSatisfy { base[$0] == canary && base[margin + count + $0] == canary }
  }
}

extension Cells<Float> {
  convenience init(_ values: [Float]) { self.init(values, canary: 12_345.678) }
}

extension Cells<Int32> {
  convenience init(_ values: [Int32]) { self.init(values, canary: -77) }
}

extension RandomStream {
  /// Values of both signs and many magnitudes, one in eight of them zero; or, coarse, a few values
  /// that are often equal and whose sums are exact.
  mutating func values(_ count: Int, coarse: Bool = false) -> [Float] {
    (0..<count).map { _ in
      if coarse { return Float(integer(below: 5) - 2) / 2 }
      if integer(below: 8) == 0 { return 0 }
      let power = Float(sign: .plus, exponent: integer(below: 10) - 6, significand: 1)
      return uniform(-1, 1) * power
    }
  }
}

extension [Float] {
  /// For comparisons in which every bit counts.
  var bits: [UInt32] { map(\.bitPattern) }
}

/// The next multiple of 16.
func roundedUp(_ count: Int) -> Int { (count + 15) / 16 * 16 }

/// FNV-1a over the bit patterns.
func fingerprint(_ values: [Float]) -> UInt64 {
  values.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x0000_0100_0000_01B3 }
}
