import Foundation

/// Why a file cannot be read, in a few words that do not depend on the locale.
enum FileReason {
  static func text(of error: any Error) -> String {
    guard let error = error as? CocoaError else { return "unknown reason" }
    return switch error.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "permission denied"
    case .fileReadInapplicableStringEncoding, .fileReadCorruptFile, .fileReadUnknownStringEncoding:
      "not UTF-8"
    default: "code \(error.code.rawValue)"
    }
  }
}
