import Foundation

/// A folder on this machine that holds the four files, plain or compressed.
struct FolderSource: DataSource {
  let folder: URL

  var name: String { folder.path }

  func deliver(_ entry: Catalogue.Entry, to delivery: Delivery) throws(DatasetError) {
    let source = DataFolder(url: folder)
    let missing = source.missing
    guard missing.isEmpty else {
      throw .filesMissing(folder: folder.path, missing: missing.map(\.fileName))
    }
    for part in DataPart.allCases {
      guard let file = source.file(part) else { continue }
      let bytes = try RegularFile.read(file, limit: HTTPSource.largestFile)
      try RegularFile.write(
        [bytes], to: delivery.folder.appendingPathComponent(file.lastPathComponent))
    }
  }
}
