import Datasets
public import Foundation
public import Study

/// The folder of a report on disk, which is never overwritten silently.
///
/// A report may replace an earlier one of the same study (as when a sweep goes on), if every file
/// there is as that report wrote it and no record changed. Anything else needs to be asked for.
public struct ReportFolder: Sendable {
  /// The folder.
  public let url: URL

  /// What writing a report did.
  public enum Outcome: Equatable, Sendable {
    /// The folder is new, or its report was replaced.
    case written
    /// Every byte was there already.
    case unchanged
  }

  /// A report's folder; need not exist.
  ///
  /// - Parameter url: the folder.
  public init(_ url: URL) {
    self.url = url
  }

  /// Refuses a folder that a study's report may not replace, before any work is done.
  ///
  /// - Parameter manifest: the manifest that is to be written, complete or not.
  /// - Throws: `ReportError` naming what is there.
  public func check(_ manifest: Manifest) throws(ReportError) {
    let path = url.relativePath
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    guard !names.isEmpty else { return }
    guard names.contains(ManifestFile.name) else {
      throw .edited(path, file: names.sorted()[0])
    }
    let old = try ManifestFile.read(in: url)
    guard old.study == manifest.study, old.data == manifest.data,
      old.engineVersion == manifest.engineVersion
    else { throw .otherStudy(path) }
    for file in old.files {
      let data = try? Data(contentsOf: url.appendingPathComponent(file.name))
      guard let data, Digest(of: data) == file.digest else {
        throw .edited(path, file: file.name)
      }
    }
    try compare(old, with: manifest)
  }

  /// Records that both have must be equal.
  private func compare(_ old: Manifest, with new: Manifest) throws(ReportError) {
    for entry in old.records {
      guard let other = new.records.first(where: { $0.record == entry.record }),
        let difference = entry.firstDifference(from: other)
      else { continue }
      throw .otherRecords(url.relativePath, difference)
    }
  }

  /// Writes a report; each file is whole or as it was.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - force: whether whatever is there may be replaced.
  /// - Returns: whether anything changed.
  /// - Throws: `ReportError`.
  public func write(_ report: Report, force: Bool) throws(ReportError) -> Outcome {
    if !force { try check(report.manifest) }
    let isUnchanged = report.files.allSatisfy { name, data in
      (try? Data(contentsOf: url.appendingPathComponent(name))) == data
    }
    guard !isUnchanged else { return .unchanged }
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (name, data) in report.files {
        try data.write(to: url.appendingPathComponent(name), options: .atomic)
      }
    } catch {
      throw .inputOutput(url.relativePath, error.localizedDescription)
    }
    return .written
  }
}
