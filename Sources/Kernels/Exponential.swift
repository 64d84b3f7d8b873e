/// e to the power of every lane, for arguments of at most 0.
///
/// Cody–Waite reduction by ln 2 in two parts, then the Taylor polynomial of degree 7 on
/// |r| ≤ ln 2 / 2, all in fused steps: no libm, the same bits everywhere. The error is below 1.1 units
/// in the last place (a test measures it); arguments below −87 give 0, where e^x is below 1.7e-38.
///
/// Reference: J.-M. Muller, "Elementary Functions: Algorithms and Implementation", 2016, chapter 11.
@inline(__always)
func exponential(_ x: Vector) -> Vector {
  let magic = Vector(repeating: 12_582_912)  // 1.5 × 2²³: adding it rounds to a whole number
  let clamped = x.replacing(with: -87, where: .!(x .> -87))
  let shifted = fma(clamped, Vector(repeating: 1.442_695), magic)
  let n = shifted - magic
  var r = fma(n, Vector(repeating: -0.693_359_375), clamped)
  r = fma(n, Vector(repeating: 2.121_944_4e-4), r)
  var p = Vector(repeating: 1.984_127e-4)
  p = fma(p, r, Vector(repeating: 1.388_888_9e-3))
  p = fma(p, r, Vector(repeating: 8.333_333_6e-3))
  p = fma(p, r, Vector(repeating: 4.166_666_8e-2))
  p = fma(p, r, Vector(repeating: 0.166_666_67))
  p = fma(p, r, Vector(repeating: 0.5))
  p = fma(p, r, Vector(repeating: 1))
  p = fma(p, r, Vector(repeating: 1))
  // The low bits of `shifted` hold n: moved into the exponent they multiply by 2ⁿ.
  let power = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &<< 23
  let scaled = unsafeBitCast(
    unsafeBitCast(p, to: SIMD16<Int32>.self) &+ power, to: Vector.self)
  return scaled.replacing(with: 0, where: x .< -87)
}

/// The natural logarithm of a positive, finite, normal number.
///
/// The argument is m × 2ᵉ with m in [√½, √2); with s = (m − 1)/(m + 1), ln m = 2 (s + s³/3 + s⁵/5 + …),
/// eleven terms in double precision: the result is correct to a few units in the last place of a double
/// and is used where losses are summed. Only + − × ÷: no libm, the same bits everywhere.
@inline(__always)
func logarithm(_ x: Double) -> Double {
  var exponent = Double(Int(x.bitPattern >> 52) & 0x7FF) - 1023
  var m = Double(bitPattern: (x.bitPattern & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
  if m > 1.414_213_562_373_095 {
    m *= 0.5
    exponent += 1
  }
  let s = (m - 1) / (m + 1)
  let z = s * s
  var sum = 0.0
  var divisor = 21.0
  while divisor >= 1 {
    sum = sum * z + 1 / divisor
    divisor -= 2
  }
  return exponent * 0.693_147_180_559_945_3 + 2 * s * sum
}
