import Foundation
import Images

/// A folder that may hold files in CIFAR's binary format.
struct CIFARFolder {
  let url: URL
  let layout: CIFAR

  /// The layout whose files are in a folder; nil where there is none.
  static func found(at url: URL) -> CIFARFolder? {
    CIFAR.allCases.map { CIFARFolder(url: url, layout: $0) }.first { !$0.isEmpty }
  }

  /// All files of the published set.
  var fileNames: [String] { layout.trainingFiles + [layout.testFile] }

  /// The files that are not there.
  var missing: [String] { fileNames.filter { !isThere($0) } }

  /// Whether none of the files is there.
  var isEmpty: Bool { missing.count == fileNames.count }

  private func isThere(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
  }

  /// Reads the published set: all of its files, with as many images as they have.
  ///
  /// - Returns: the data set, named as the catalogue names it.
  /// - Throws: `DatasetError`.
  func load() throws(DatasetError) -> Dataset {
    guard missing.isEmpty else { throw .recordFilesMissing(folder: url.path, missing: missing) }
    return try load(
      name: layout.rawValue, training: layout.trainingFiles, isPublished: true)
  }

  /// Reads a set of the user's own: at least one file of training images and the test file, of any
  /// number of images.
  ///
  /// - Parameter name: the data set's name.
  /// - Returns: the data set.
  /// - Throws: `DatasetError`.
  func loadOwn(name: String) throws(DatasetError) -> Dataset {
    let training = layout.trainingFiles.filter(isThere)
    guard !training.isEmpty else {
      throw .recordFilesMissing(folder: url.path, missing: [layout.trainingFiles[0]])
    }
    return try load(name: name, training: training, isPublished: false)
  }

  private func load(
    name: String, training: [String], isPublished: Bool
  ) throws(DatasetError) -> Dataset {
    var pixels: [UInt8] = []
    var labels: [UInt8] = []
    var files: [DataFile] = []
    for file in training {
      let part = try read(file, count: isPublished ? layout.trainingFileCount : nil)
      pixels += part.pixels
      labels += part.labels
      files.append(part.file)
    }
    let test = try read(layout.testFile, count: isPublished ? layout.testFileCount : nil)
    return Dataset(
      name: name, training: set(name + "/training", pixels, labels),
      test: set(name + "/test", test.pixels, test.labels), files: files + [test.file],
      origin: url.path)
  }

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - name: the file's name.
  ///   - count: how many images it must have; nil allows every number.
  /// - Returns: pixels, labels and the digest.
  /// - Throws: `DatasetError`.
  func read(
    _ name: String, count: Int?
  ) throws(DatasetError) -> (pixels: [UInt8], labels: [UInt8], file: DataFile) {
    let place = url.appendingPathComponent(name)
    guard isThere(name) else { throw .recordFilesMissing(folder: url.path, missing: [name]) }
    let bytes = try RegularFile.read(place, limit: IDX.largestContent)
    let (pixels, labels) = try layout.read(bytes, file: place.path, count: count)
    return (pixels, labels, DataFile(name: name, digest: Digest(of: bytes)))
  }

  private func set(_ name: String, _ pixels: [UInt8], _ labels: [UInt8]) -> ImageSet {
    ImageSet(
      name: name, rows: CIFAR.side, columns: CIFAR.side, channels: CIFAR.channels, pixels: pixels,
      labels: labels, classCount: layout.classCount)
  }
}
