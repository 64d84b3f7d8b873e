import Datasets
public import Foundation
public import Study

/// Results of a report's folder, or of a CSV file.
public enum ReportResults {
  /// Reads the results of a report, as its `manifest.json` and `runs.csv` have them.
  ///
  /// - Parameters:
  ///   - folder: the report's folder.
  ///   - name: what the results are called.
  /// - Returns: the results with the design of the report's study.
  /// - Throws: `ReportError` for a folder without a manifest that can be read, `ResultsError` for a
  ///   `runs.csv` that is not as the report wrote it.
  public static func read(folder: URL, name: String) throws -> ResultSet {
    let manifest = try ManifestFile.read(in: folder)
    let path = name.hasSuffix("/") ? "\(name)runs.csv" : "\(name)/runs.csv"
    let url = folder.appendingPathComponent("runs.csv")
    guard let data = try? WholeFile.contents(of: url.path) else {
      throw ResultsError.unreadable(path: path, reason: "no such file")
    }
    let isOwn = manifest.files.contains {
      $0.name == "runs.csv" && $0.digest == Digest(of: data)
    }
    guard isOwn else {
      throw ResultsError.unusable(
        path: path,
        reason: "is not as its report wrote it; restore it, or compare the file itself, by its path"
      )
    }
    let results = try ImportedResults(try CSVReader.read(data, path: path), path: path)
    return ResultSet(
      results, design: manifest.study.design, name: name, study: manifest.study.name)
  }
}
