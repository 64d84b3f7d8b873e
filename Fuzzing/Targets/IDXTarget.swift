import Datasets

/// Files of images and labels, plain and compressed.
enum IDXTarget: FuzzTarget {
  static let name = "idx"
  static let longest = 4096

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    let images = try? IDX.readImages(bytes, file: "images")
    let labels = try? IDX.readLabels(bytes, file: "labels", classCount: 10)
    try require(images == nil || labels == nil, "one file holds both images and labels")
    if let images { try check(images, bytes) }
    if let labels {
      try require(labels.labels.allSatisfy { $0 < 10 }, "a label is no class")
      try checkContent(
        IDX.header(dimensions: [labels.labels.count]) + labels.labels, labels.digest, bytes)
    }
    // Compressed or not, the same file is the same to a reader.
    guard !Gzip.isGzip(bytes) else { return }
    let packed = StoredGzip.bytes(of: bytes)
    try require(images == (try? IDX.readImages(packed, file: "images")), "gzip changes images")
    try require(
      labels == (try? IDX.readLabels(packed, file: "labels", classCount: 10)),
      "gzip changes labels")
  }

  private static func check(_ images: IDX.Images, _ bytes: [UInt8]) throws(Inconsistency) {
    try require(
      images.pixels.count == images.count * images.rows * images.columns,
      "\(images.pixels.count) pixels have the shape \(images.shape)")
    try checkContent(IDX.header(dimensions: images.shape) + images.pixels, images.digest, bytes)
  }

  /// What was read is all that is in the file.
  private static func checkContent(
    _ content: [UInt8], _ digest: Digest, _ bytes: [UInt8]
  ) throws(Inconsistency) {
    try require(digest == Digest(of: content), "the digest is not that of what was read")
    try require(Gzip.isGzip(bytes) || content == bytes, "written again, the file is another")
  }
}
