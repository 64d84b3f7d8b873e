public import Foundation
import Images

extension DatasetError: CustomStringConvertible, LocalizedError {
  /// The error in one line: place, value, rule and remedy.
  public var description: String {
    contentText ?? recordText ?? requestText ?? placeText ?? transferText
  }

  /// The same line, for code that knows only `Error`.
  public var errorDescription: String? { description }

  private var contentText: String? {
    switch self {
    case .wrongMagic(let file, let found, let expected):
      "\(file): the magic number is \(Self.hex(found)), not \(Self.hex(expected)): "
        + "not an IDX file of the expected kind; fetch it again"
    case .implausibleHeader(let file, let dimensions):
      "\(file): the header promises \(Self.shape(dimensions)) bytes; every dimension must be at "
        + "least 1 and the whole at most \(IDX.largestContent) bytes; fetch it again"
    case .truncated(let file, let expected, let found):
      "\(file): \(found) bytes, but its header promises \(expected): truncated; fetch it again"
    case .trailingBytes(let file, let expected):
      "\(file): more than the \(expected) bytes its header promises; fetch it again"
    case .gzipCorrupt(let file, let reason):
      "\(file): damaged gzip data (\(reason)); fetch it again"
    case .gzipTruncated(let file):
      "\(file): the gzip data end too early: truncated; fetch it again"
    case .gzipExceedsHeader(let file, let promised):
      "\(file): unpacks beyond the \(promised) bytes its header promises; fetch it again"
    case .gzipTrailingBytes(let file, let count):
      "\(file): \(count) bytes follow the gzip data; one gzip member is allowed; fetch it again"
    case .countMismatch(let imagesFile, let images, let labelsFile, let labels):
      "\(imagesFile): \(images) images, but \(labelsFile) has \(labels) labels; "
        + "every image needs one label"
    case .sizeMismatch(let folder, let training, let test):
      "\(folder): training images are \(Self.shape(training)), test images \(Self.shape(test)); "
        + "they must be of one size"
    case .labelOutOfRange(let file, let index, let label, let classCount):
      "\(file): label \(index) is \(label); the labels must be 0 to \(classCount - 1)"
    case .digestDiffers(let file, let expected, let found):
      "\(file): the SHA-256 of the content is \(found), not \(expected); "
        + "remove the file and fetch it again"
    case .builtInDiffers(let name, let expected, let found):
      "\(name): this build draws images of SHA-256 \(found), not \(expected); "
        + "report it with the compiler's version"
    case .tooLarge(let path, let limit):
      "\(path): more than \(limit) bytes, the most that is read"
    default: nil
    }
  }

  private var recordText: String? {
    switch self {
    case .tornRecord(let file, let size, let offset, let record):
      "\(file): \(size) bytes are no whole number of records of \(record); the one at byte \(offset) "
        + "is not complete; unpack or copy the file again"
    case .recordFilesMissing(let folder, let missing):
      "\(folder): \(missing.joined(separator: ", ")) not there; unpack the whole archive"
    case .recordCount(let file, let found, let expected):
      "\(file): \(found) images, but this set has \(expected) in this file; unpack it again, or name "
        + "the folder by its path to use a set of your own"
    case .recordLabel(let file, let offset, let label, let classCount):
      "\(file): byte \(offset) is the label \(label); the labels must be 0 to \(classCount - 1); "
        + "unpack or copy the file again"
    default: nil
    }
  }

  private var requestText: String? {
    switch self {
    case .unknownName(let name, let known, let suggestion):
      "\(name): no data set of that name"
        + (suggestion.map { "; did you mean \($0)?" } ?? "")
        + "; known: \(known.joined(separator: ", ")), or a folder such as ./\(name)"
    case .optionNotForSet(let option, let name):
      "\(name): \(option) is fixed by its files; "
        + "only \(BuiltInSet.names(joinedBy: "and")) take it"
    case .sizeOutOfRange(let option, let value, let allowed):
      "\(option): \(value) images; must be \(allowed.lowerBound) to \(allowed.upperBound)"
    case .notFetchable(let name):
      "\(name): nothing to fetch: "
        + (BuiltInSet(rawValue: name) != nil
          ? "the set is built in"
          : CIFAR(rawValue: name)?.remedy ?? "only sets of the catalogue can be fetched")
    case .insecureMirror(let url):
      "\(url): a mirror must be an https: or file: address"
    default: nil
    }
  }

  private var placeText: String? {
    switch self {
    case .notFound(let name, let places, let remedy):
      "\(name): not found in \(places.joined(separator: ", ")); \(remedy)"
    case .filesMissing(let folder, let missing):
      "\(folder): \(missing.joined(separator: ", ")) not there (plain or .gz); "
        + "a data set has four IDX files"
    case .notAFile(let path):
      "\(path): not a regular file"
    default: nil
    }
  }

  private var transferText: String {
    switch self {
    case .inputOutput(let path, let operation, let code):
      "\(path): cannot \(operation): \(String(cString: strerror(code)))"
    case .diskFull(let path):
      "\(path): the disk is full; free some space (a set needs up to 120 MB while it is fetched) "
        + "and run the command again"
    case .interrupted(let source, let received, let expected):
      "\(source): the download ended after \(received) of \(expected.map(String.init) ?? "unknown") "
        + "bytes"
    case .unreachable(let source, let reason): "\(source): cannot be reached: \(reason)"
    case .commandFailed(let command, let reason): "\(command): \(reason)"
    case .cancelled(let name): "\(name): cancelled; nothing was kept"
    case .fetchFailed(let name, let failures, let remedy):
      "\(name): no source delivered it: "
        + failures.enumerated().map { "(\($0 + 1)) \($1.source): \($1.reason)" }.joined(
          separator: " ")
        + "; \(remedy)"
    default: "\(kind)"
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static func shape(_ sides: [Int]) -> String {
    sides.map(String.init).joined(separator: " × ")
  }
}
