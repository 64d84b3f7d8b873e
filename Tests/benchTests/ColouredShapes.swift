import Foundation

/// A small data set in CIFAR-10's binary format, drawn by the tests: ten classes of two shapes in five
/// colours, at places, in sizes and on backgrounds that vary from image to image.
enum ColouredShapes {
  private static let colours: [[UInt8]] = [
    [220, 40, 40], [40, 200, 60], [50, 70, 230], [230, 210, 40], [200, 60, 210],
  ]

  /// One record: the class, then the planes of red, green and blue.
  static func record(_ index: Int, of label: Int) -> [UInt8] {
    // A few multiplicative steps are random enough for places and sizes.
    let noise = { (step: Int) in (index &* 7919 &+ label &* 104_729 &+ step &* 1_299_709) >> 3 }
    let centre = (row: 11 + noise(1) % 10, column: 11 + noise(2) % 10)
    let radius = 5 + noise(3) % 5
    let colour = colours[label / 2]
    let isRound = label % 2 == 0
    let planes = (0..<3).map { channel in
      (0..<1024).map { pixel -> UInt8 in
        let (down, right) = (pixel / 32 - centre.row, pixel % 32 - centre.column)
        let isInside =
          isRound
          ? down * down + right * right <= radius * radius
            // A triangle that points up: a turn can be seen.
          : down.magnitude <= radius && 2 * right.magnitude <= radius + down
        let ground = UInt8(20 + (noise(4 + channel) % 40) + pixel / 32)
        return isInside ? colour[channel] : ground
      }
    }
    return [UInt8(label)] + planes.flatMap { $0 }
  }

  /// Writes so many images a class as `data_batch_1.bin` and `test_batch.bin`.
  static func write(to folder: URL, training: Int, test: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, first, count) in [("data_batch_1", 0, training), ("test_batch", 1000, test)] {
      let records = (0..<count * 10).flatMap { record(first + $0 / 10, of: $0 % 10) }
      try Data(records).write(to: folder.appendingPathComponent("\(name).bin"))
    }
  }
}
