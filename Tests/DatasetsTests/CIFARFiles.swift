import Datasets
import Foundation

/// A folder of files in CIFAR's binary format, with pixels that tell where they belong.
struct CIFARFiles {
  let folder: URL
  let layout: CIFAR

  init(_ layout: CIFAR = .ten, in parent: URL? = nil, name: String = UUID().uuidString) throws {
    self.layout = layout
    folder = (parent ?? FileManager.default.temporaryDirectory).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// A record: label bytes, then planes of red, green and blue.
  func record(_ label: UInt8, _ value: (_ channel: Int, _ pixel: Int) -> UInt8) -> [UInt8] {
    let labels: [UInt8] = layout == .ten ? [label] : [label / 5, label]
    return labels + (0..<3).flatMap { channel in (0..<1024).map { value(channel, $0) } }
  }

  /// So many records, the labels in turn.
  func records(_ count: Int, classes: Int = 10) -> [UInt8] {
    (0..<count).flatMap { image in
      record(UInt8(image % classes)) { channel, pixel in
        UInt8(truncatingIfNeeded: image &* 7 &+ channel &* 80 &+ pixel)
      }
    }
  }

  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }
}
