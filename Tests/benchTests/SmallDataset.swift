import Foundation

/// Four small IDX files in a folder of their own, written byte by byte.
struct SmallDataset {
  let folder: URL

  /// The folder's path, with the slash that names a folder.
  var path: String { folder.path }

  /// Eight training and four test images of 12 × 10 pixels in 4 classes, in turn.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-data-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (prefix, count) in [("train", 8), ("t10k", 4)] {
      let pixels = (0..<count * 120).map { UInt8($0 % 251) }
      try write(
        [0, 0, 8, 3, 0, 0, 0, UInt8(count), 0, 0, 0, 12, 0, 0, 0, 10] + pixels,
        "\(prefix)-images-idx3-ubyte")
      try write(
        [0, 0, 8, 1, 0, 0, 0, UInt8(count)] + (0..<count).map { UInt8($0 % 4) },
        "\(prefix)-labels-idx1-ubyte")
    }
  }

  /// Replaces or adds a file.
  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  /// Removes the folder.
  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }
}
