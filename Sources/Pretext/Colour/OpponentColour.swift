/// A colour as its lightness and two opponents, blue against yellow and red against cyan: Y, Cb and Cr, in
/// whole numbers and so without rounding.
///
/// CIE Lab, which the paper uses, is not: its cube root goes through the C library, whose last bit
/// differs between systems. Here, too, lightness tells nothing of the two opponents, and equal steps
/// of them are roughly equal steps of colour.
///
/// Reference: ITU-R BT.601-7 (2011), section 2.5, over the full range of bytes as JPEG has it (JFIF 1.02).
struct OpponentColour: Equatable {
  /// 1000 × the luma Y = 0.299 R + 0.587 G + 0.114 B; 0 to 255,000.
  let luma: Int
  /// 1000 × (B − Y) = 1772 × Cb; −225,930 to 225,930.
  let blue: Int
  /// 1000 × (R − Y) = 1402 × Cr; −178,755 to 178,755.
  let red: Int

  /// The largest of `blue`; the smallest is less the same.
  static let blueLimit = 225_930
  /// The largest of `red`; the smallest is less the same.
  static let redLimit = 178_755
}

extension OpponentColour {
  /// The colour of a pixel.
  ///
  /// - Parameter pixel: red, green and blue; nil is black.
  init(_ pixel: UnsafePointer<UInt8>?) {
    guard let pixel else {
      self.init(luma: 0, blue: 0, red: 0)
      return
    }
    let (r, g, b) = (Int(pixel[0]), Int(pixel[1]), Int(pixel[2]))
    let luma = 299 &* r &+ 587 &* g &+ 114 &* b
    self.init(luma: luma, blue: 1000 &* b &- luma, red: 1000 &* r &- luma)
  }

  /// The luma as a byte, rounded.
  var lightness: UInt8 { UInt8(truncatingIfNeeded: (luma &+ 500) / 1000) }

  /// The colour of a lightness and two opponents.
  ///
  /// - Parameters:
  ///   - lightness: a byte.
  ///   - blue: 1000 × (B − Y).
  ///   - red: 1000 × (R − Y).
  /// - Returns: red, green and blue, rounded; what no byte can hold becomes 0 or 255.
  static func pixel(lightness: UInt8, blue: Double, red: Double) -> [UInt8] {
    let y = Double(lightness)
    let green = (299 * red + 114 * blue) / 587
    return [y + red / 1000, y - green / 1000, y + blue / 1000].map { level in
      guard level > 0 else { return 0 }
      return level < 255 ? UInt8(level + 0.5) : 255
    }
  }
}
