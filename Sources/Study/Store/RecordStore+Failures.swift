public import Datasets
import Foundation

extension RecordStore {
  /// Why the last attempt at a run failed.
  public struct Failure: Codable, Equatable, Sendable {
    /// One line.
    public let reason: String
    /// The machine it was made on.
    public let host: String
    /// When, in ISO 8601.
    public let time: String
  }

  /// Stores why a run failed, in the place of its record.
  ///
  /// Never digested, never read for a report; removed when the run is tried again.
  ///
  /// - Parameters:
  ///   - reason: what went wrong.
  ///   - identifier: the digest of the run's specification.
  /// - Throws: `StoreError.inputOutput`.
  public func writeFailure(_ reason: String, of identifier: Digest) throws(StoreError) {
    let failure: [String: JSONValue] = [
      "reason": .string(reason), "host": .string(ProcessInfo.processInfo.hostName),
      "time": .string(Date().ISO8601Format()),
    ]
    try FileIO.makeOwnFolder(layout.folder(of: identifier))
    try FileIO.replace(
      layout.failure(of: identifier), with: try CanonicalJSON.file(of: .object(failure)))
  }

  /// Why the last attempt at a run failed.
  ///
  /// - Parameter identifier: the digest of the run's specification.
  /// - Returns: nil where none failed, or what is there cannot be read.
  public func failure(of identifier: Digest) -> Failure? {
    guard let data = try? FileIO.contents(of: layout.failure(of: identifier)) else { return nil }
    return try? JSONDecoder().decode(Failure.self, from: data)
  }

  /// Forgets why a run failed: it is being tried again.
  func removeFailure(of identifier: Digest) {
    unlink(layout.failure(of: identifier))
  }
}
