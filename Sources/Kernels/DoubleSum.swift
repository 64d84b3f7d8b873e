/// Sixteen sums in double precision.
struct DoubleSum {
  var low = SIMD8<Double>()
  var high = SIMD8<Double>()

  @inline(__always)
  mutating func add(_ low: SIMD8<Double>, _ high: SIMD8<Double>) {
    self.low += low
    self.high += high
  }

  @inline(__always)
  func write(_ target: UnsafeMutablePointer<Double>) {
    let raw = UnsafeMutableRawPointer(target)
    raw.storeBytes(of: low, as: SIMD8<Double>.self)
    raw.storeBytes(of: high, toByteOffset: 64, as: SIMD8<Double>.self)
  }

  /// The sum of the sixteen: halves are added until one is left.
  @inline(__always)
  var total: Double {
    let eight = low + high
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}

@inline(__always)
func widened(_ v: SIMD8<Float>) -> SIMD8<Double> {
  SIMD8(
    Double(v[0]), Double(v[1]), Double(v[2]), Double(v[3]),
    Double(v[4]), Double(v[5]), Double(v[6]), Double(v[7]))
}
