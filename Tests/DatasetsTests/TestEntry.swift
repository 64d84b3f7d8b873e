import Foundation

@testable import Datasets

extension Catalogue.Entry {
  /// A catalogue entry for the small data set of the tests.
  static let small = Catalogue.Entry(
    name: "small", title: "a small set",
    files: DataPart.allCases.map {
      DataFile(name: $0.fileName, digest: Digest(of: TestFiles.content($0)))
    },
    mirrors: [], remedy: "run: bench data fetch small", classCount: 3)
}

/// A source that does what a test tells it to.
struct FakeSource: DataSource {
  let name: String
  let act: @Sendable (Delivery) throws(DatasetError) -> Void

  func deliver(_ entry: Catalogue.Entry, to delivery: Delivery) throws(DatasetError) {
    try act(delivery)
  }

  /// Delivers the small set, some files replaced.
  static func delivering(
    _ name: String, compressed: Bool = false, replacing: [DataPart: [UInt8]] = [:]
  ) -> FakeSource {
    FakeSource(name: name) { delivery throws(DatasetError) in
      for part in DataPart.allCases {
        let bytes = replacing[part] ?? TestFiles.content(part)
        try RegularFile.write(
          [compressed ? TestFiles.gzipped(bytes) : bytes],
          to: delivery.folder.appendingPathComponent(part.fileName + (compressed ? ".gz" : "")))
      }
    }
  }

  /// Delivers one file and half of another, then fails.
  static func failing(_ name: String, _ error: DatasetError) -> FakeSource {
    FakeSource(name: name) { delivery throws(DatasetError) in
      let images = TestFiles.content(.trainingImages)
      let folder = delivery.folder
      try RegularFile.write(
        [images], to: folder.appendingPathComponent(DataPart.trainingImages.fileName))
      try RegularFile.write(
        [Array(images.prefix(9))], to: folder.appendingPathComponent(DataPart.testImages.fileName))
      throw error
    }
  }
}

extension TestFiles {
  /// Python, where the machine has it.
  static let python = Command.find("python3", path: ProcessInfo.processInfo.environment["PATH"])
}
