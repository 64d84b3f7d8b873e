/// A finite number as decimal digits, to round and lay out without any locale or C library.
///
/// The digits are the shortest that name the number (Swift prints those, on every platform), and
/// rounding a tie among them goes to the even digit.
///
/// Value: ±0.d₁d₂d₃… × 10^`point`, where d₁ is not zero; zero has no digits.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// Digits 0...9, most significant first.
  var digits: [UInt8]
  /// How many digits stand before the decimal point; negative or zero for small numbers.
  var point: Int

  init(_ value: Double) {
    precondition(value.isFinite, "only finite numbers have digits")
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = mantissa.joined().utf8.map { $0 - UInt8(ascii: "0") }
    let leadingZeros = all.prefix { $0 == 0 }.count
    isNegative = value < 0
    digits = Array(all.dropFirst(leadingZeros))
    point = mantissa[0].count + exponent - leadingZeros
    trim()
  }

  /// Keeps the first `count` digits, rounding half to even; none are kept for a count below 0.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return trim()
    }
    let isUp = roundsUp(at: count)
    digits = Array(digits.prefix(count))
    if isUp { increment() }
    trim()
  }

  /// Keeps `count` digits after the decimal point.
  mutating func round(toDecimals count: Int) {
    round(toDigits: point + count)
  }
}

extension DecimalDigits {
  private func roundsUp(at index: Int) -> Bool {
    let isExactTie = digits[index] == 5 && index == digits.count - 1
    guard isExactTie else { return digits[index] >= 5 }
    return index > 0 && digits[index - 1] % 2 == 1
  }

  private mutating func increment() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// Drops trailing zeros; a number without digits is a zero without a sign.
  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, point) = (false, 0) }
  }
}

extension DecimalDigits {
  /// The digit at a place counted from the decimal point: 0 is the first before it, −1 the first
  /// after it.
  private func digit(at place: Int) -> Character {
    let index = point - 1 - place
    let value = digits.indices.contains(index) ? digits[index] : 0
    return Character(UnicodeScalar(UInt8(ascii: "0") + value))
  }

  /// Plain notation with exactly so many decimals; digits beyond them are cut, so round first.
  func fixed(decimals: Int) -> String {
    let whole = (0..<max(point, 1)).reversed().map { digit(at: $0) }
    let fraction = (0..<max(decimals, 0)).map { digit(at: -1 - $0) }
    return (isNegative ? "-" : "") + String(whole)
      + (fraction.isEmpty ? "" : "." + String(fraction))
  }

  /// Scientific notation as C writes it: at least two digits of exponent, and its sign.
  var scientific: String {
    let exponent = digits.isEmpty ? 0 : point - 1
    var mantissa = self
    if !digits.isEmpty { mantissa.point = 1 }
    let power = String(exponent.magnitude)
    return mantissa.fixed(decimals: max(0, digits.count - 1))
      + (exponent < 0 ? "e-" : "e+") + (power.count < 2 ? "0" + power : power)
  }
}
