import Foundation
import Images
import Testing

@testable import Datasets

@Suite("CIFAR's binary format")
struct CIFARTests {
  @Test("Planes of red, green and blue become pixels of three values", arguments: CIFAR.allCases)
  func interleaving(layout: CIFAR) throws {
    let files = try CIFARFiles(layout)
    defer { files.remove() }
    let bytes =
      files.record(7) { channel, pixel in pixel == 33 ? [10, 20, 30][channel] : 0 }
      + files.record(9) { channel, _ in UInt8(channel) }
    let (pixels, labels) = try layout.read(bytes, file: "f", count: 2)
    #expect(labels == [7, 9])
    #expect(pixels.count == 2 * 32 * 32 * 3)
    // Pixel 33 is row 1, column 1.
    #expect(Array(pixels[(33 * 3)..<(33 * 3 + 3)]) == [10, 20, 30])
    #expect(pixels[..<3072].filter { $0 != 0 }.count == 3)
    #expect(Array(pixels[3072..<3078]) == [0, 1, 2, 0, 1, 2])
  }

  @Test("A torn record is named with its offset")
  func torn() throws {
    let error = #expect(throws: DatasetError.self) {
      try CIFAR.ten.read([UInt8](repeating: 0, count: 3073 + 100), file: "x.bin", count: nil)
    }
    #expect(
      error?.description
        == "x.bin: 3173 bytes are no whole number of records of 3073; the one at byte 3073 is not "
        + "complete; unpack or copy the file again")
    #expect(error?.kind == .badData)
    #expect(throws: DatasetError.tornRecord(file: "x", size: 0, offset: 0, record: 3074)) {
      try CIFAR.hundred.read([], file: "x", count: nil)
    }
  }

  @Test("A label that is no class is named with its byte")
  func labels() throws {
    let files = try CIFARFiles()
    defer { files.remove() }
    let bytes = files.record(9) { _, _ in 0 } + files.record(10) { _, _ in 0 }
    let error = #expect(throws: DatasetError.self) {
      try CIFAR.ten.read(bytes, file: "x.bin", count: nil)
    }
    #expect(
      error?.description
        == "x.bin: byte 3073 is the label 10; the labels must be 0 to 9; unpack or copy the file again"
    )
  }

  @Test("A named set has all its files, each with the published number of images")
  func counts() throws {
    let files = try CIFARFiles()
    defer { files.remove() }
    let library = DataLibrary(searchPath: [files.folder])
    #expect(throws: DatasetError.self) { try library.load(DatasetRequest("cifar10")) }
    try files.write(files.records(20), "data_batch_1.bin")
    let missing = ["data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"]
    #expect(
      throws: DatasetError.recordFilesMissing(
        folder: files.folder.path, missing: missing + ["test_batch.bin"])
    ) { try library.load(DatasetRequest("cifar10")) }
    for name in missing + ["test_batch.bin"] { try files.write(files.records(20), name) }
    let error = #expect(throws: DatasetError.self) {
      try library.load(DatasetRequest("cifar10"))
    }
    let place = files.folder.appendingPathComponent("data_batch_1.bin").path
    #expect(error == .recordCount(file: place, found: 20, expected: 10_000))
    #expect(error?.description.contains("20 images, but this set has 10000 in this file") == true)
  }

  @Test("A folder named by its path may have any number of images and of training files")
  func folder() throws {
    let files = try CIFARFiles()
    defer { files.remove() }
    try files.write(files.records(20), "data_batch_1.bin")
    try files.write(files.records(11), "data_batch_3.bin")
    #expect(
      throws: DatasetError.recordFilesMissing(
        folder: files.folder.path, missing: ["test_batch.bin"])
    ) { try DataLibrary(searchPath: []).load(DatasetRequest(files.folder.path)) }
    try files.write(files.records(12), "test_batch.bin")
    let data = try DataLibrary(searchPath: []).load(DatasetRequest(files.folder.path))
    #expect(data.training.count == 31 && data.test.count == 12)
    #expect(data.training.rows == 32 && data.training.columns == 32)
    #expect(data.training.channels == 3)
    #expect(data.training.classCount == 10)
    #expect(data.training.labels.suffix(11) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0])
    #expect(data.files.map(\.name) == ["data_batch_1.bin", "data_batch_3.bin", "test_batch.bin"])
    #expect(data.pretextFiles.map(\.name) == ["data_batch_1.bin", "data_batch_3.bin"])
    #expect(data.files[0].digest == Digest(of: files.records(20)))
    // Image 1 of the second file, row 1, column 2.
    #expect(Array(data.training.image(21).dropFirst(34 * 3).prefix(3)) == [41, 121, 201])
  }

  @Test("CIFAR-100's class is the second label byte")
  func hundred() throws {
    let files = try CIFARFiles(.hundred)
    defer { files.remove() }
    try files.write(files.records(100, classes: 100), "train.bin")
    try files.write(files.records(30, classes: 100), "test.bin")
    let data = try DataLibrary(searchPath: []).load(DatasetRequest(files.folder.path))
    #expect(data.training.labels == (0..<100).map { UInt8($0) })
    #expect(data.training.classCount == 100)
    #expect(data.pretextFiles.map(\.name) == ["train.bin"])
  }

  @Test("A set is found in a folder of its name, of the archive's, or in the folder itself")
  func places() throws {
    for name in ["cifar10", "cifar-10-batches-bin", "."] {
      let parent = FileManager.default.temporaryDirectory
        .appendingPathComponent("bench-\(UUID().uuidString)")
      let files = try CIFARFiles(in: parent, name: name)
      defer { try? FileManager.default.removeItem(at: parent) }
      try files.write(files.records(2), "test_batch.bin")
      let library = DataLibrary(searchPath: [parent])
      let status = try #require(library.status().first { $0.name == "cifar10" })
      guard case .incomplete(_, let missing) = status.state else {
        Issue.record("\(status)")
        continue
      }
      #expect(missing == CIFAR.ten.trainingFiles)
      let checks = library.check(["cifar10"])
      #expect(checks.count == 6)
      #expect(checks.allSatisfy { !$0.passed && !$0.isPinned })
    }
    let empty = DataLibrary(searchPath: [])
    let status = try #require(empty.status().first { $0.name == "cifar100" })
    #expect(status.title.contains("content is not pinned"))
    guard case .absent(let remedy) = status.state else { throw DatasetError.cancelled(name: "") }
    #expect(remedy.contains("cifar-100-binary.tar.gz"))
  }
}

@Suite("Sheets of colour images")
struct ColourSheetTests {
  /// Two images of 2 × 2, one red and one blue.
  static let set = ImageSet(
    name: "colours", rows: 2, columns: 2, channels: 3,
    pixels: (0..<4).flatMap { _ in [255, 0, 0] as [UInt8] }
      + (0..<4).flatMap { _ in [0, 0, 255] as [UInt8] },
    labels: [0, 1], classCount: 2)

  @Test("A contact sheet keeps the colours")
  func contactSheet() {
    let sheet = ContactSheet(of: Self.set, columns: 1, scale: 1)
    #expect(sheet.width == 4 && sheet.height == 7 && sheet.channels == 3)
    let at = { (x: Int, y: Int) in Array(sheet.pixels[((y * 4 + x) * 3)..<((y * 4 + x) * 3 + 3)]) }
    #expect(at(0, 0) == [64, 64, 64])
    #expect(at(1, 1) == [255, 0, 0])
    #expect(at(2, 5) == [0, 0, 255])
    // Colour type 2 in the header of the PNG file.
    #expect(Array(sheet.png()[24..<26]) == [8, 2])
  }

  @Test("A terminal's sheet uses the palette's colours, or shades of brightness")
  func terminalSheet() {
    let colour = TerminalSheet(of: Self.set, width: 10, colour: true)
    // 16 + 36 × 5 is red, 16 + 5 is blue; below the images there is black.
    #expect(colour.lines[0].contains("\u{1B}[38;5;196;48;5;16m▀"))
    #expect(colour.lines[1].contains("\u{1B}[38;5;21;48;5;16m▀"))
    let plain = TerminalSheet(of: Self.set, width: 10, colour: false)
    // A third of 255, over two squares of which one is black: 43 of 255.
    #expect(plain.lines[0] == "0  ░")
  }
}
