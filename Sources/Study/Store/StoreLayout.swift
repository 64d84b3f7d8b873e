import Datasets
import Foundation

/// Where a store keeps what: all names come from digests and checked attachment names.
///
///     records/ab/<identifier>.json            the record
///     records/ab/<identifier>.<name>.bin      its attachments
///     records/ab/<identifier>.timing.json     when and how long; never digested
///     records/ab/<identifier>.log             what a learner told; never digested
///     records/ab/<identifier>.failure.json    why the last attempt failed; never digested
///     records/ab/.<…>.tmp                     being written
///     damaged/                                torn or edited files, kept to be looked at
///     batches/<name>/                         runs that were given to a cluster; see `Batch`
struct StoreLayout: Hashable, Sendable {
  /// The path of the store.
  let root: String

  var records: String { root + "/records" }
  var damaged: String { root + "/damaged" }
  var batches: String { root + "/batches" }

  /// The folder of a record: named by the first two digits, so that none grows long.
  func folder(of identifier: Digest) -> String {
    records + "/" + identifier.hexadecimal.prefix(2)
  }

  func record(_ identifier: Digest) -> String {
    folder(of: identifier) + "/\(identifier).json"
  }

  func attachment(_ name: String, of identifier: Digest) -> String {
    folder(of: identifier) + "/\(identifier).\(name).bin"
  }

  func timing(of identifier: Digest) -> String {
    folder(of: identifier) + "/\(identifier).timing.json"
  }

  func log(of identifier: Digest) -> String {
    folder(of: identifier) + "/\(identifier).log"
  }

  func failure(of identifier: Digest) -> String {
    folder(of: identifier) + "/\(identifier).failure.json"
  }

  func lock(of identifier: Digest) -> String {
    folder(of: identifier) + "/.lock"
  }
}

extension StoreLayout {
  /// The record that a file's name promises; nil for the name of anything else.
  static func identifier(ofRecordNamed name: String) -> Digest? {
    // Attachments and timings have more between the digits and the ending.
    guard name.utf8.count == 69, name.hasSuffix(".json") else { return nil }
    return Digest(hexadecimal: String(name.dropLast(5)))
  }
}

extension StoreLayout {
  private static let temporarySuffix = ".tmp"

  /// Whether a name under `records` is that of a folder of records.
  static func isShard(_ name: String) -> Bool {
    name.utf8.count == 2 && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Whether a name is one that `temporary` gives.
  static func isTemporary(_ name: String) -> Bool {
    let identifier = name.dropLast(temporarySuffix.count).suffix(36)
    return name.hasPrefix(".") && name.hasSuffix(temporarySuffix)
      && UUID(uuidString: String(identifier)) != nil
  }

  /// A fresh name beside a file, hidden, for its content while it is written.
  static func temporary(for path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    return "\(folder)/.\(parts.last ?? "").\(UUID().uuidString)\(temporarySuffix)"
  }
}
