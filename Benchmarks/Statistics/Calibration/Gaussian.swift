import Foundation
import Random

extension RandomStream {
  /// A number in (0, 1), from 53 bits.
  mutating func wideUnit() -> Double {
    let bits = UInt64(next()) << 21 | UInt64(next()) >> 11
    return (Double(bits) + 0.5) * 0x1p-53
  }

  /// A standard normal number. Reference: Box and Muller, "A Note on the Generation of Random
  /// Normal Deviates", 1958; the second number of the pair is not used.
  mutating func gaussian() -> Double {
    (-2 * log(wideUnit())).squareRoot() * cos(2 * .pi * wideUnit())
  }

  /// A standard exponential number, of mean 1 and standard deviation 1.
  mutating func exponential() -> Double { -log(wideUnit()) }
}
