/// A number as it is written in decimal, exactly: ties between accuracies stay ties.
///
/// Value: `mantissa` / 10^`decimals`.
struct DecimalText: Equatable, Sendable {
  /// How many decimals are kept; digits beyond them are noise of floating point, and sums of
  /// thousands of such numbers stay whole numbers that a machine word holds.
  static let mostDecimals = 12

  private(set) var mantissa: Int
  private(set) var decimals: Int
  /// Whether digits beyond the most decimals were rounded off.
  private(set) var isRounded = false

  /// Why a text is no such number.
  enum Failure: Error, Equatable {
    case empty, notFinite, notNumber, negative, tooLarge
  }

  /// Reads `0.8633`, `86.33`, `8.633e-1`, `.5` or `1`; not a sign other than `+`.
  init(_ text: String) throws(Failure) {
    guard !text.isEmpty else { throw .empty }
    let lower = text.lowercased()
    let bare = lower.drop { $0 == "+" || $0 == "-" }
    guard !["nan", "na", "n/a", "null", "none", "inf", "infinity"].contains(String(bare)) else {
      throw .notFinite
    }
    let parts = bare.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let number = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = number.joined()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .notNumber
    }
    var exponent = 0
    if parts.count == 2 {
      guard let value = Int(parts[1]), abs(value) <= 400 else { throw .notNumber }
      exponent = value
    }
    guard !lower.hasPrefix("-") || digits.utf8.allSatisfy({ $0 == 0x30 }) else { throw .negative }
    let fraction = number.count == 2 ? number[1].utf8.count : 0
    try self.init(digits: Array(digits.utf8.map { Int($0) - 0x30 }), decimals: fraction - exponent)
  }

  /// Digits, so many of them after the point (negative: zeros follow), rounded half to even.
  private init(digits: [Int], decimals: Int) throws(Failure) {
    var kept = Array(digits.drop { $0 == 0 })
    var places = decimals
    var cut: [Int] = []
    if places > Self.mostDecimals {
      let count = min(kept.count, places - Self.mostDecimals)
      // Digits that are all further right than the last place kept round to zero.
      cut = places - Self.mostDecimals > kept.count ? [0] : Array(kept.suffix(count))
      isRounded = kept.suffix(count).contains { $0 != 0 }
      kept.removeLast(count)
      places = Self.mostDecimals
    }
    while places < 0, kept.count < 18, !kept.isEmpty {
      kept.append(0)
      places += 1
    }
    guard kept.count <= 17, places >= 0 || kept.isEmpty else { throw .tooLarge }
    mantissa = kept.reduce(0) { $0 * 10 + $1 }
    self.decimals = max(0, places)
    if Self.roundsUp(cut, after: mantissa) { mantissa += 1 }
    trim()
  }

  private static func roundsUp(_ cut: [Int], after mantissa: Int) -> Bool {
    guard let first = cut.first, first >= 5 else { return false }
    let isTie = first == 5 && cut.dropFirst().allSatisfy { $0 == 0 }
    return !isTie || !mantissa.isMultiple(of: 2)
  }

  /// Drops trailing zeros after the point.
  private mutating func trim() {
    while decimals > 0, mantissa.isMultiple(of: 10) {
      mantissa /= 10
      decimals -= 1
    }
  }

  /// The number times 10^`places`; `places` is at least `decimals`.
  func scaled(to places: Int) -> Int {
    (decimals..<max(decimals, places)).reduce(mantissa) { value, _ in value * 10 }
  }

  /// The number times 10^`places`, rounded half to even.
  func rounded(to places: Int) -> Int {
    guard decimals > places else { return scaled(to: places) }
    let unit = (places..<decimals).reduce(1) { value, _ in value * 10 }
    let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: unit)
    let isUp = rest * 2 > unit || (rest * 2 == unit && !quotient.isMultiple(of: 2))
    return quotient + (isUp ? 1 : 0)
  }

  /// Whether the number is larger than a whole one.
  func isGreater(than whole: Int) -> Bool {
    mantissa > (0..<decimals).reduce(whole) { value, _ in value * 10 }
  }

  /// A hundredth of it, the further digit rounded where there are too many.
  var hundredth: DecimalText {
    var copy = self
    copy.decimals += 2
    copy.trim()
    while copy.decimals > Self.mostDecimals {
      let (quotient, rest) = copy.mantissa.quotientAndRemainder(dividingBy: 10)
      let isUp = rest > 5 || (rest == 5 && !quotient.isMultiple(of: 2))
      copy.mantissa = quotient + (isUp ? 1 : 0)
      copy.decimals -= 1
      copy.isRounded = true
    }
    copy.trim()
    return copy
  }
}
