import Foundation

/// A hidden folder beside the destination, on the same disk, where files wait to be proven.
struct StagingFolder {
  static let prefix = ".fetch-"

  /// Where the files go in the end.
  let destination: URL
  let url: URL

  /// Makes a staging folder, after removing those of processes that are gone.
  ///
  /// - Parameter destination: the folder the files go to in the end; made where it is not there.
  /// - Throws: `DatasetError` where it cannot be written to.
  init(in destination: URL) throws(DatasetError) {
    self.destination = destination
    try RegularFile.makeFolder(destination)
    Self.sweep(destination)
    let identity = "\(getpid())-\(UInt32.random(in: 0 ... .max))"
    url = destination.appendingPathComponent(Self.prefix + identity)
    try RegularFile.makeFolder(url)
  }

  /// A new folder inside.
  func subfolder(_ name: String) throws(DatasetError) -> URL {
    let folder = url.appendingPathComponent(name)
    try RegularFile.makeFolder(folder)
    return folder
  }

  /// Reads what a source has delivered, proves it, and writes it out uncompressed.
  func prove(_ entry: Catalogue.Entry, from delivery: Delivery) throws(DatasetError) {
    let delivered = DataFolder(url: delivery.folder)
    for part in DataPart.allCases {
      if delivery.isCancelled() { throw .cancelled(name: entry.name) }
      let loaded = try delivered.load(part, entry: entry, label: part.fileName)
      let shape = [loaded.count] + (part.holdsImages ? [loaded.rows, loaded.columns] : [])
      try RegularFile.write(
        [IDX.header(dimensions: shape), loaded.bytes], to: url.appendingPathComponent(part.fileName)
      )
      delivery.report(.verified(DataFile(name: part.fileName, digest: loaded.digest)))
    }
  }

  /// Gives the proven files their names; takes them away again where one cannot be had.
  func install() throws(DatasetError) {
    var installed: [URL] = []
    for part in DataPart.allCases {
      let target = destination.appendingPathComponent(part.fileName)
      do {
        try RegularFile.rename(url.appendingPathComponent(part.fileName), to: target)
        installed.append(target)
      } catch {
        for file in installed { unlink(file.path) }
        throw error
      }
    }
    RegularFile.synchronise(folder: destination)
  }

  /// Removes what is inside.
  func clear() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] {
      try? FileManager.default.removeItem(at: url.appendingPathComponent(name))
    }
  }

  /// Removes the folder, and the destination too where that is empty.
  func remove() {
    try? FileManager.default.removeItem(at: url)
    rmdir(destination.path)
  }

  private static func sweep(_ destination: URL) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: destination.path)) ?? [] {
      guard name.hasPrefix(prefix) else { continue }
      let owner = name.dropFirst(prefix.count).prefix { $0 != "-" }
      guard let process = Int32(owner), process > 0, kill(process, 0) != 0, errno == ESRCH else {
        continue
      }
      try? FileManager.default.removeItem(at: destination.appendingPathComponent(name))
    }
  }
}
