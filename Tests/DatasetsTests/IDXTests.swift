import Foundation
import Images
import Testing

@testable import Datasets

@Suite("IDX files")
struct IDXTests {
  @Test("Images and labels are read as written, plain or compressed", arguments: [false, true])
  func reading(compressed: Bool) throws {
    let plain = (images: TestFiles.images(4), labels: TestFiles.labels(4))
    let images = try IDX.readImages(
      compressed ? TestFiles.gzipped(plain.images) : plain.images, file: "images")
    let labels = try IDX.readLabels(
      compressed ? TestFiles.gzipped(plain.labels) : plain.labels, file: "labels", classCount: 3)
    #expect(images.shape == [4, 2, 3])
    #expect(images.pixels == Array(0..<24))
    #expect(labels.labels == [0, 1, 2, 0])
    #expect(images.digest == Digest(of: plain.images))
    #expect(labels.digest == Digest(of: plain.labels))
  }

  @Test("A content of many compressed blocks is read whole")
  func large() throws {
    let plain = TestFiles.images(200, rows: 28, columns: 28)
    let images = try IDX.readImages(TestFiles.gzipped(plain), file: "images")
    #expect(images.pixels == Array(plain.dropFirst(16)))
  }

  static let good = TestFiles.images(2)
  static let packed = TestFiles.gzipped(good)

  /// A file that is not as it should be, and the error it must give.
  struct Damage: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let error: DatasetError
    var testDescription: String { error.description }

    init(_ bytes: [UInt8], _ error: DatasetError) {
      self.bytes = bytes
      self.error = error
    }

    init(dimensions: [Int]) {
      self.init(
        IDX.header(dimensions: dimensions),
        .implausibleHeader(file: "f", dimensions: dimensions))
    }
  }

  static let plainDamages: [Damage] = [
    Damage([], .truncated(file: "f", expected: 16, found: 0)),
    Damage([0, 0, 8], .truncated(file: "f", expected: 16, found: 3)),
    Damage(Array(good.prefix(9)), .truncated(file: "f", expected: 16, found: 9)),
    Damage(TestFiles.labels(4), .wrongMagic(file: "f", found: 0x801, expected: 0x803)),
    Damage(
      [0x89, 0x50, 0x4E, 0x47, 0], .wrongMagic(file: "f", found: 0x8950_4E47, expected: 0x803)),
    Damage(Array(good.dropLast()), .truncated(file: "f", expected: 28, found: 27)),
    Damage(good + [0], .trailingBytes(file: "f", expected: 28)),
    Damage(dimensions: [0, 2, 3]),
    Damage(dimensions: [1 << 31, 1 << 31, 1 << 31]),
    Damage(dimensions: [1 << 20, 64, 32]),
  ]

  static let packedDamages: [Damage] = [
    Damage(
      TestFiles.gzipped(Array(good.dropLast())), .truncated(file: "f", expected: 28, found: 27)),
    Damage(TestFiles.gzipped(good + [0]), .gzipExceedsHeader(file: "f", promised: 28)),
    Damage(
      TestFiles.gzipped(good + [UInt8](repeating: 0, count: 100_000)),
      .gzipExceedsHeader(file: "f", promised: 28)),
    Damage(
      TestFiles.gzipped(Array(good.prefix(3))), .truncated(file: "f", expected: 16, found: 3)),
    Damage(Array(packed.dropLast()), .gzipTruncated(file: "f")),
    Damage(Array(packed.prefix(20)), .gzipTruncated(file: "f")),
    Damage(packed + [0], .gzipTrailingBytes(file: "f", count: 1)),
    Damage(packed + packed, .gzipTrailingBytes(file: "f", count: packed.count)),
    Damage([0x1F, 0x8B], .gzipTruncated(file: "f")),
  ]

  @Test(
    "A damaged file is refused with an error of its own", arguments: plainDamages + packedDamages)
  func refusal(damage: Damage) {
    #expect(throws: damage.error) { try IDX.readImages(damage.bytes, file: "f") }
    #expect(damage.error.kind == .badData)
  }

  @Test("A flipped bit in compressed data is found by the checksum")
  func checksum() {
    var bytes = Self.packed
    bytes[bytes.count - 12] ^= 1
    #expect(throws: DatasetError.gzipCorrupt(file: "f", reason: "incorrect data check")) {
      try IDX.readImages(bytes, file: "f")
    }
  }

  @Test("A label beyond the classes is refused with its place")
  func labelRange() {
    let error = DatasetError.labelOutOfRange(file: "f", index: 2, label: 2, classCount: 2)
    #expect(throws: error) {
      try IDX.readLabels(TestFiles.labels(4), file: "f", classCount: 2)
    }
    #expect("\(error)" == "f: label 2 is 2; the labels must be 0 to 1")
  }

  @Test("A folder or a missing file in the place of a file is refused")
  func places() throws {
    try TestFiles.withFolder { folder in
      #expect(throws: DatasetError.notAFile(path: folder.path)) { try IDX.readImages(at: folder) }
      let absent = folder.appendingPathComponent("absent")
      #expect(throws: DatasetError.inputOutput(path: absent.path, operation: "open", code: 2)) {
        try IDX.readLabels(at: absent)
      }
    }
  }
}
