import Datasets

/// Files of CIFAR's records.
enum CIFARTarget: FuzzTarget {
  static let name = "cifar"
  static let longest = 3 * 3074

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    for layout in CIFAR.allCases {
      guard let (pixels, labels) = try? layout.read(bytes, file: "f", count: nil) else {
        try require(
          (try? layout.read(bytes, file: "f", count: bytes.count / layout.recordSize)) == nil,
          "a count makes a file right")
        continue
      }
      try require(labels.allSatisfy { Int($0) < layout.classCount }, "a label is no class")
      try require(labels.count * layout.recordSize == bytes.count, "a record is left out")
      try require(
        (try? layout.read(bytes, file: "f", count: labels.count)) != nil,
        "its own count is refused")
      try require(
        (try? layout.read(bytes, file: "f", count: labels.count + 1)) == nil,
        "another count is taken")
      try require(written(pixels, labels, layout, bytes) == bytes, "written again, it is another")
    }
  }

  /// The records of images; the superclasses, which a reader passes over, are those of the file.
  private static func written(
    _ pixels: [UInt8], _ labels: [UInt8], _ layout: CIFAR, _ file: [UInt8]
  ) -> [UInt8] {
    let plane = CIFAR.side * CIFAR.side
    return labels.indices.flatMap { image in
      let start = image * layout.recordSize
      let planes = (0..<CIFAR.channels).flatMap { channel in
        (0..<plane).map { pixels[(image * plane + $0) * CIFAR.channels + channel] }
      }
      return Array(file[start..<start + layout.labelSize - 1]) + [labels[image]] + planes
    }
  }
}
