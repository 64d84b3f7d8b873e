import Foundation
import Images

/// A folder that may hold the four files of one data set.
struct DataFolder {
  let url: URL

  /// The file of one part, plain before compressed; nil where neither is there.
  func file(_ part: DataPart) -> URL? {
    part.candidates.map { url.appendingPathComponent($0) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// The parts that are not there.
  var missing: [DataPart] { DataPart.allCases.filter { file($0) == nil } }

  /// Whether none of the four files is there.
  var isEmpty: Bool { missing.count == DataPart.allCases.count }

  /// Whether the smallest file, the test labels, is that of the catalogue's set: cheap to find out.
  func looksLike(_ entry: Catalogue.Entry) -> Bool {
    (try? load(.testLabels, entry: entry)) != nil
  }

  /// Reads, checks and joins the four files.
  ///
  /// - Parameters:
  ///   - name: the data set's name.
  ///   - entry: what the catalogue knows about it; nil for a folder of the user's.
  /// - Returns: the data set.
  /// - Throws: `DatasetError` for the first part that is not as it should be.
  func load(name: String, entry: Catalogue.Entry?) throws(DatasetError) -> Dataset {
    let missing = missing
    guard missing.isEmpty else {
      throw .filesMissing(folder: url.path, missing: missing.map(\.fileName))
    }
    var parts: [LoadedPart] = []
    for part in DataPart.allCases { parts.append(try load(part, entry: entry)) }
    let classCount = entry?.classCount ?? parts[1].classCount
    try checkLabels(parts[3], classCount: classCount)
    let training = try join(parts[0], parts[1], name: name + "/training", classCount: classCount)
    let test = try join(parts[2], parts[3], name: name + "/test", classCount: classCount)
    let sizes = [training, test].map { [$0.rows, $0.columns] }
    guard sizes[0] == sizes[1] else {
      throw .sizeMismatch(folder: url.path, training: sizes[0], test: sizes[1])
    }
    return Dataset(
      name: name, training: training, test: test,
      files: zip(DataPart.allCases, parts).map { DataFile(name: $0.fileName, digest: $1.digest) },
      origin: url.path)
  }

  /// Reads one part and proves its digest where one is known.
  ///
  /// - Parameters:
  ///   - part: which of the four files.
  ///   - entry: what the catalogue knows about it.
  ///   - label: the file's name for errors; nil for its path.
  /// - Returns: the content.
  /// - Throws: `DatasetError`.
  func load(
    _ part: DataPart, entry: Catalogue.Entry?, label: String? = nil
  ) throws(DatasetError) -> LoadedPart {
    guard let file = file(part) else {
      throw .filesMissing(folder: url.path, missing: [part.fileName])
    }
    let bytes = try RegularFile.read(file, limit: IDX.largestContent)
    let name = label ?? file.path
    let loaded = try LoadedPart(part, bytes: bytes, file: name)
    if let expected = entry?.digest(of: part), expected != loaded.digest {
      throw .digestDiffers(file: name, expected: expected, found: loaded.digest)
    }
    if let entry { try checkLabels(loaded, classCount: entry.classCount) }
    return loaded
  }

  private func checkLabels(_ part: LoadedPart, classCount: Int) throws(DatasetError) {
    guard !part.part.holdsImages else { return }
    try IDX.checkLabels(part.bytes, file: part.file, classCount: classCount)
  }

  private func join(
    _ images: LoadedPart, _ labels: LoadedPart, name: String, classCount: Int
  ) throws(DatasetError) -> ImageSet {
    guard images.count == labels.count else {
      throw .countMismatch(
        imagesFile: images.file, images: images.count, labelsFile: labels.file,
        labels: labels.count)
    }
    return ImageSet(
      name: name, rows: images.rows, columns: images.columns, pixels: images.bytes,
      labels: labels.bytes, classCount: classCount)
  }
}

/// The content of one of the four files.
struct LoadedPart {
  let part: DataPart
  let file: String
  let count: Int
  let rows: Int
  let columns: Int
  let bytes: [UInt8]
  let digest: Digest

  /// One more than the largest label.
  var classCount: Int { Int(bytes.max() ?? 0) + 1 }

  /// Reads images or labels, whichever the part holds.
  init(_ part: DataPart, bytes: [UInt8], file: String) throws(DatasetError) {
    self.part = part
    self.file = file
    if part.holdsImages {
      let images = try IDX.readImages(bytes, file: file)
      (count, rows, columns) = (images.count, images.rows, images.columns)
      (self.bytes, digest) = (images.pixels, images.digest)
    } else {
      let labels = try IDX.readLabels(bytes, file: file)
      (count, rows, columns) = (labels.labels.count, 1, 1)
      (self.bytes, digest) = (labels.labels, labels.digest)
    }
  }
}
