import Foundation
import Testing

@testable import Datasets

@Suite("Memory for gzip files")
struct GzipLimitTests {
  @Test("The longest content of so many bytes is known before they are unpacked")
  func bound() throws {
    // A hundred thousand zeros, packed by gzip -9: nothing packs better.
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let packed = [UInt8](
      try Data(contentsOf: root.appendingPathComponent("Fuzzing/Corpus/gzip/bomb.gz")))
    let zeros = [UInt8](repeating: 0, count: 100_000)
    #expect(packed.count < 150)
    #expect(Gzip.mostContent(of: packed.count) >= zeros.count)
    #expect(Gzip.mostContent(of: 20) == 20_640)
    #expect(Gzip.mostContent(of: Int.max) == Int.max)
    #expect(try Gzip.inflate(packed, atMost: zeros.count, file: "f").content == zeros)
  }

  @Test("A bomb gives no more than is asked for, and has not ended")
  func bomb() throws {
    let packed = TestFiles.gzipped([UInt8](repeating: 7, count: 500_000))
    let part = try Gzip.inflate(packed, atMost: 100, file: "f")
    #expect(part.content == [UInt8](repeating: 7, count: 100) && !part.ended)
  }

  @Test("A small file that promises two gigabytes is truncated, and takes no such memory")
  func promise() {
    let header = IDX.header(dimensions: [60_000, 180, 180])
    let packed = TestFiles.gzipped(header + [0, 0])
    #expect(
      throws: DatasetError.truncated(file: "f", expected: 16 + 60_000 * 180 * 180, found: 18)
    ) {
      try IDX.readImages(packed, file: "f")
    }
  }
}
