/// Whatever keeps a data set from being read, drawn or fetched.
public enum DatasetError: Error, Sendable, Equatable {
  // What a file holds.
  case wrongMagic(file: String, found: UInt32, expected: UInt32)
  case implausibleHeader(file: String, dimensions: [Int])
  case truncated(file: String, expected: Int, found: Int)
  case trailingBytes(file: String, expected: Int)
  case gzipCorrupt(file: String, reason: String)
  case gzipTruncated(file: String)
  case gzipExceedsHeader(file: String, promised: Int)
  case gzipTrailingBytes(file: String, count: Int)
  case countMismatch(imagesFile: String, images: Int, labelsFile: String, labels: Int)
  case sizeMismatch(folder: String, training: [Int], test: [Int])
  case tornRecord(file: String, size: Int, offset: Int, record: Int)
  case recordCount(file: String, found: Int, expected: Int)
  case recordLabel(file: String, offset: Int, label: Int, classCount: Int)
  case labelOutOfRange(file: String, index: Int, label: Int, classCount: Int)
  case digestDiffers(file: String, expected: Digest, found: Digest)
  case builtInDiffers(name: String, expected: Digest, found: Digest)

  // What was asked for.
  case unknownName(name: String, known: [String], suggestion: String?)
  case optionNotForSet(option: String, name: String)
  case sizeOutOfRange(option: String, value: Int, allowed: ClosedRange<Int>)
  case notFetchable(name: String)
  case insecureMirror(url: String)

  // Where it should have been.
  case notFound(name: String, places: [String], remedy: String)
  case filesMissing(folder: String, missing: [String])
  case recordFilesMissing(folder: String, missing: [String])
  case notAFile(path: String)

  // Reading, writing and fetching.
  case inputOutput(path: String, operation: String, code: Int32)
  case diskFull(path: String)
  case tooLarge(path: String, limit: Int)
  case interrupted(source: String, received: Int, expected: Int?)
  case unreachable(source: String, reason: String)
  case commandFailed(command: String, reason: String)
  case cancelled(name: String)
  case fetchFailed(name: String, failures: [SourceFailure], remedy: String)
}

/// Why one source did not deliver.
public struct SourceFailure: Sendable, Equatable {
  /// The source as messages name it.
  public let source: String
  /// The error in one line.
  public let reason: String
}

extension DatasetError {
  /// The kind of an error, one for each exit code.
  public enum Kind: Int32, Sendable {
    /// The request itself is wrong.
    case usage = 64
    /// The data are not what they should be.
    case badData = 65
    /// The data are not there.
    case noInput = 66
    /// Reading, writing or fetching failed.
    case inputOutput = 74

    /// The exit code of sysexits.h.
    public var exitCode: Int32 { rawValue }
  }

  /// What kind of error this is.
  public var kind: Kind {
    switch self {
    case .wrongMagic, .implausibleHeader, .truncated, .trailingBytes, .gzipCorrupt, .gzipTruncated,
      .gzipExceedsHeader, .gzipTrailingBytes, .tornRecord, .recordCount, .recordLabel,
      .countMismatch, .sizeMismatch, .labelOutOfRange,
      .digestDiffers, .builtInDiffers, .tooLarge:
      .badData
    case .unknownName, .optionNotForSet, .sizeOutOfRange, .notFetchable,
      .insecureMirror:
      .usage
    case .notFound, .filesMissing, .recordFilesMissing, .notAFile:
      .noInput
    case .inputOutput, .diskFull, .interrupted, .unreachable, .commandFailed, .cancelled,
      .fetchFailed:
      .inputOutput
    }
  }

  /// Whether no other source can help.
  var endsFetch: Bool {
    switch self {
    case .diskFull, .cancelled: true
    default: false
    }
  }
}
