public import Foundation
import Images

/// The data sets that this machine has: folders, looked at in order.
public struct DataLibrary: Sendable, Equatable {
  /// The folders to look in, first to last.
  public let searchPath: [URL]

  /// A library over some folders.
  ///
  /// - Parameter searchPath: the folders to look in; they need not exist.
  public init(searchPath: [URL]) {
    self.searchPath = searchPath
  }

  /// Finds, reads and proves a data set, or draws the built-in one.
  ///
  /// In every folder of the search path a subfolder of the set's name comes first, then the folder
  /// itself. A subfolder of that name must be whole and right. Files right in a folder may be those
  /// of another set: where they do not fit, the search goes on, and only if it finds nothing is what
  /// was wrong with them the error.
  ///
  /// - Parameter request: which set.
  /// - Returns: the set, with the digests of its files.
  /// - Throws: `DatasetError`.
  public func load(_ request: DatasetRequest) throws(DatasetError) -> Dataset {
    try request.validate()
    if let set = BuiltInSet(rawValue: request.name) { return set.dataset(request) }
    if let layout = CIFAR(rawValue: request.name) { return try load(layout) }
    guard let entry = Catalogue.entry(request.name) else { return try loadFolder(request.name) }
    return try load(entry)
  }

  /// Finds, reads and proves a set of the catalogue.
  func load(_ entry: Catalogue.Entry) throws(DatasetError) -> Dataset {
    var first: DatasetError?
    for place in places(entry.name) where !place.folder.isEmpty {
      do {
        return try place.folder.load(name: entry.name, entry: entry)
      } catch {
        if place.isNamed { throw error }
        first = first ?? error
      }
    }
    throw first ?? notFound(entry)
  }

  private func loadFolder(_ path: String) throws(DatasetError) -> Dataset {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = DataFolder(url: url)
    if folder.isEmpty, let colour = CIFARFolder.found(at: url) {
      return try colour.loadOwn(name: url.lastPathComponent)
    }
    guard !folder.isEmpty else {
      throw .notFound(
        name: path, places: [url.path],
        remedy: "give a folder with "
          + DataPart.allCases.map(\.fileName).joined(separator: ", ")
          + " (plain or .gz), or with data_batch_1.bin and test_batch.bin")
    }
    return try folder.load(name: url.lastPathComponent, entry: nil)
  }

  private func notFound(_ entry: Catalogue.Entry) -> DatasetError {
    .notFound(
      name: entry.name,
      places: searchPath.map { $0.appendingPathComponent(entry.name).path }, remedy: entry.remedy)
  }
}

extension DataLibrary {
  /// A folder to look in.
  struct Place {
    let folder: DataFolder
    /// Whether the folder is named after the set, and so must hold it and no other.
    let isNamed: Bool

    /// Whether there are files that ought to be those of the set.
    func claims(_ entry: Catalogue.Entry) -> Bool {
      !folder.isEmpty && (isNamed || folder.looksLike(entry))
    }
  }

  /// Where the files of a set may be, in the order of looking.
  func places(_ name: String) -> [Place] {
    searchPath.flatMap { url in
      let isNamed = url.lastPathComponent == name
      return [
        Place(folder: DataFolder(url: url.appendingPathComponent(name)), isNamed: true),
        Place(folder: DataFolder(url: url), isNamed: isNamed),
      ]
    }
  }
}
