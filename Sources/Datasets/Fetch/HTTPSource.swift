import Dispatch
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A folder on the web that holds the four files, compressed; TLS only.
struct HTTPSource: DataSource {
  /// The most bytes taken for one file; the largest of the catalogue has 47 million unpacked.
  static let largestFile = 64_000_000
  /// How long a server may be silent, in seconds.
  static let patience = 8.0
  /// How long one file may take, in seconds.
  static let longest = 900.0

  let folder: URL

  var name: String { folder.absoluteString }

  func deliver(_ entry: Catalogue.Entry, to delivery: Delivery) throws(DatasetError) {
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = Self.patience
    settings.timeoutIntervalForResource = Self.longest
    for part in DataPart.allCases {
      let file = part.fileName + ".gz"
      let bytes = try download(file, settings, entry, delivery)
      try RegularFile.write([bytes], to: delivery.folder.appendingPathComponent(file))
    }
  }

  private func download(
    _ file: String, _ settings: URLSessionConfiguration, _ entry: Catalogue.Entry,
    _ delivery: Delivery
  ) throws(DatasetError) -> [UInt8] {
    let download = Download(file: file, limit: Self.largestFile)
    let session = URLSession(configuration: settings, delegate: download, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    session.dataTask(with: folder.appendingPathComponent(file)).resume()
    while !download.wait(seconds: 0.2) {
      if delivery.isCancelled() { throw .cancelled(name: entry.name) }
      let (received, expected) = download.progress
      delivery.report(.receiving(file: file, received: received, expected: expected))
    }
    return try download.result()
  }
}
