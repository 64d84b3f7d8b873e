import Foundation
public import Study

/// What can go wrong with a report's folder.
public enum ReportError: Error, Equatable, Sendable {
  /// A folder without a manifest.
  case noManifest(String)
  /// A manifest that is no manifest.
  case unreadableManifest(String, String)
  /// A manifest of another version of this program.
  case unknownFormat(String, Int)
  /// The folder holds the report of another study.
  case otherStudy(String)
  /// The folder holds a report of the same study whose records have other contents.
  case otherRecords(String, Difference)
  /// The folder holds a report of the same study with records that the new one lacks.
  case fewerRecords(String, Int)
  /// A file of the folder was changed by hand, or is none of a report's.
  case edited(String, file: String)
  /// The program that draws pictures is not there.
  case noGnuplot
  /// The program that draws pictures did not.
  case drawing(String)
  /// The folder for temporary files, where pictures are drawn, is full or refuses.
  case temporary(String, String)
  /// The file system refused.
  case inputOutput(String, String)
}

extension ReportError: CustomStringConvertible {
  /// One line: what, where, which rule, the remedy.
  public var description: String { VisibleText.of(sentence) }

  private var sentence: String {
    let remedy = "choose another folder with --out, or replace it with --force"
    return switch self {
    case .noManifest(let folder):
      "\(folder): has no \(ManifestFile.name); name a report's folder or a protocol"
    case .unreadableManifest(let path, let reason):
      "\(path): is not a manifest of a report (\(reason)); restore it from version control"
    case .unknownFormat(let path, let format):
      "\(path): has format \(format), and this program reads format \(Manifest.currentFormat); use the version of bench "
        + "that wrote it"
    case .otherStudy(let folder):
      "\(folder): holds the report of another study, data set or engine version; \(remedy)"
    case .otherRecords(let folder, let difference):
      "\(folder): holds a report of the same study with other results, which determinism rules "
        + "out; nothing was overwritten. \(difference); compare the two, then \(remedy)"
    case .fewerRecords(let folder, let count):
      "\(folder): holds a report with \(count) \(count == 1 ? "record" : "records") that the store "
        + "does not have; nothing was overwritten; run 'bench sweep' to make what is missing, or "
        + remedy
    case .edited(let folder, let file):
      "\(folder)/\(file): is not as its report wrote it; nothing was overwritten; \(remedy)"
    case .noGnuplot:
      "gnuplot: is not on the PATH, and draws the report's pictures; install the package "
        + "gnuplot-nox ('make setup' does), or go without pictures with --no-pictures"
    case .drawing(let reason):
      "gnuplot: could not draw the report's pictures (\(reason)); install the package gnuplot-nox, "
        + "version 5 or later, or go without pictures with --no-pictures"
    case .temporary(let path, let reason):
      "\(path): \(reason); free space there, name another folder for temporary files by TMPDIR, or go "
        + "without pictures with --no-pictures"
    case .inputOutput(let path, let reason):
      "\(path): \(reason); check the folder's rights and the free space"
    }
  }
}

extension ReportError {
  /// Why the file system refused, in its own words.
  static func reason(_ error: any Error) -> String {
    if case .inputOutput(let action, _, let reason)? = error as? StoreError {
      return "cannot \(action): \(reason)"
    }
    guard let underlying = (error as? CocoaError)?.underlying as? POSIXError else {
      return error.localizedDescription
    }
    return String(cString: strerror(underlying.code.rawValue))
  }
}
