public import Foundation

/// Somewhere a data set may be had from.
///
/// A source is never trusted: whatever it delivers is read with all checks, and the digests of the
/// catalogue decide.
public protocol DataSource: Sendable {
  /// The source as messages name it.
  var name: String { get }

  /// Writes the four files, each under one of its `DataPart.candidates`, plain or compressed.
  ///
  /// - Parameters:
  ///   - entry: which data set.
  ///   - delivery: where to write, whom to tell, and whether to go on.
  /// - Throws: `DatasetError`; what was written until then is removed by the caller.
  func deliver(_ entry: Catalogue.Entry, to delivery: Delivery) throws(DatasetError)
}

/// What a source is given to work with.
public struct Delivery {
  /// An empty folder that is removed afterwards.
  public let folder: URL
  /// To be told what happens.
  public let report: (FetchEvent) -> Void
  /// Whether the user has asked to stop.
  public let isCancelled: () -> Bool
}

/// What happens while a data set is fetched.
public enum FetchEvent: Sendable, Equatable {
  /// A source is being tried.
  case trying(source: String)
  /// Bytes of a file have come; `expected` is nil where the source does not say.
  case receiving(file: String, received: Int, expected: Int?)
  /// A slow step has begun, described in a few words.
  case working(String)
  /// A source did not deliver; the next is tried.
  case failed(SourceFailure)
  /// The content of a file has the right digest.
  case verified(DataFile)
}

/// How a fetch ended well.
public enum FetchOutcome: Sendable, Equatable {
  /// The data were there already and are right; nothing was downloaded.
  case alreadyPresent(folder: String)
  /// The data were fetched and are right.
  case fetched(folder: String, source: String)
}
