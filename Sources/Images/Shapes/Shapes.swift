import Random

/// The coloured built-in set: shapes before landscapes, 28 × 28, red, green and blue, as many as asked.
///
/// Colours are partly predictable: the sky is above and its colour goes with its brightness, the ground
/// below has the colour of its texture, and four of five shapes have a colour of their class; so there is
/// something to learn for a network that is asked for the colours of a grey image, and grey alone still
/// shows the shape.
///
/// Image i is a function of the seed, the part and i alone, however many are drawn, and bit-exact on
/// every machine. Every block of ten images has each class once, in a random order.
public enum Shapes {
  /// What the set is called in protocols and messages.
  public static let name = "shapes"
  /// What the set is, in a few words.
  public static let title =
    "shapes before landscapes drawn by this program, any number of colour images of 28 × 28 in 10 "
    + "classes; built in"
  /// The number of classes.
  public static let classCount = 10

  /// What a class is called.
  ///
  /// - Parameter label: 0 ..< classCount.
  /// - Returns: such as `star`.
  public static func className(_ label: Int) -> String { Figure.all[label].name }

  /// One image and its class.
  ///
  /// - Parameters:
  ///   - index: the number of the image, from 0.
  ///   - part: training or test.
  ///   - seed: the set's seed.
  /// - Returns: 28 × 28 pixels of three bytes, row by row, and the class.
  public static func image(
    _ index: Int, of part: DrawnPart, seed: UInt64
  ) -> (pixels: [UInt8], label: UInt8) {
    let label = part.label(index, of: name, classCount: classCount, seed: seed)
    var stream = RandomStream(
      seed: seed, purpose: part.purpose(of: name), index: UInt64(index))
    let scene = Scene(Figure.all[Int(label)], &stream)
    return (render(scene, &stream), label)
  }

  /// The first images of a part.
  ///
  /// - Parameters:
  ///   - count: how many, within `BuiltInSet.allowedCounts`.
  ///   - part: training or test.
  ///   - seed: the set's seed.
  /// - Returns: images 0 ..< count.
  public static func images(_ count: Int, of part: DrawnPart, seed: UInt64) -> ImageSet {
    precondition(BuiltInSet.allowedCounts.contains(count), "a count within the allowed ones")
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * Canvas.side * Canvas.side * 3)
    var labels: [UInt8] = []
    for index in 0..<count {
      let image = image(index, of: part, seed: seed)
      pixels += image.pixels
      labels.append(image.label)
    }
    return ImageSet(
      name: "\(name)/\(part.rawValue)", rows: Canvas.side, columns: Canvas.side, channels: 3,
      pixels: pixels, labels: labels, classCount: classCount)
  }

  private static func render(_ scene: Scene, _ stream: inout RandomStream) -> [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(Canvas.side * Canvas.side * 3)
    for row in 0..<Canvas.side {
      for column in 0..<Canvas.side {
        let grain = stream.triangular()
        let chance: UInt32 = stream.next() >> 24
        let point = SIMD2(Float(column) + 0.5, Float(row) + 0.5)
        let colour = scene.colour(at: point, grain: grain, chance: chance)
        let noise = scene.noise * stream.triangular()
        for channel in 0..<3 {
          pixels.append(UInt8(min(max(colour[channel] + noise, 0), 1) * 255 + 0.5))
        }
      }
    }
    return pixels
  }
}
