import Random

/// The built-in set: digits drawn by a program, 28 × 28 and grey, as many as asked.
///
/// Image i is a function of the seed, the part and i alone, however many are drawn, and bit-exact on
/// every machine. Every block of ten images has each class once, in a random order.
public enum Strokes {
  /// What the set is called in protocols and messages.
  public static let name = "strokes"
  /// What the set is, in a few words.
  public static let title =
    "digits drawn by this program, any number of grey images of 28 × 28 in 10 classes; built in"
  /// The number of classes.
  public static let classCount = 10

  /// The two parts.
  public typealias Part = DrawnPart

  /// One image and its class.
  ///
  /// - Parameters:
  ///   - index: the number of the image, from 0.
  ///   - part: training or test.
  ///   - seed: the set's seed.
  /// - Returns: 28 × 28 pixels, row by row, and the class.
  public static func image(
    _ index: Int, of part: Part, seed: UInt64
  ) -> (pixels: [UInt8], label: UInt8) {
    let label = part.label(index, of: name, classCount: classCount, seed: seed)
    var stream = RandomStream(
      seed: seed, purpose: part.purpose(of: name), index: UInt64(index))
    let hand = Hand(&stream)
    let glyphs = Glyph.digits[Int(label)]
    let glyph = glyphs[Int(hand.variant) % glyphs.count]
    return (render(glyph, hand, &stream), label)
  }

  /// The first images of a part.
  ///
  /// - Parameters:
  ///   - count: how many, within `BuiltInSet.allowedCounts`.
  ///   - part: training or test.
  ///   - seed: the set's seed.
  /// - Returns: images 0 ..< count.
  public static func images(_ count: Int, of part: Part, seed: UInt64) -> ImageSet {
    precondition(BuiltInSet.allowedCounts.contains(count), "a count within the allowed ones")
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * Canvas.side * Canvas.side)
    var labels: [UInt8] = []
    for index in 0..<count {
      let image = image(index, of: part, seed: seed)
      pixels += image.pixels
      labels.append(image.label)
    }
    return ImageSet(
      name: "\(name)/\(part.rawValue)", rows: Canvas.side, columns: Canvas.side,
      pixels: pixels, labels: labels, classCount: classCount)
  }
}

extension Strokes {
  private static func render(
    _ glyph: Glyph, _ hand: Hand, _ stream: inout RandomStream
  ) -> [UInt8] {
    var canvas = Canvas()
    let reach = hand.radius + hand.softness
    for stroke in glyph.strokes {
      let corners = stroke.polygon(hand.place)
      for (start, end) in zip(corners, corners.dropFirst()) {
        canvas.line(from: start, to: end, reach: reach)
      }
    }
    return (0..<Canvas.side * Canvas.side).map { place in
      let covered = canvas.coverage(place, radius: hand.radius, softness: hand.softness)
      let grey = hand.ink * covered + hand.noise * stream.triangular()
      return UInt8(min(max(grey, 0), 1) * 255 + 0.5)
    }
  }
}
