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
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    try locked { () throws(ReportError) in try checkWhileLocked(manifest) }
  }

  private func checkWhileLocked(_ manifest: Manifest) throws(ReportError) {
    for old in try manifests() {
      guard old.study == manifest.study, old.data == manifest.data,
        old.engineVersion == manifest.engineVersion
      else { throw .otherStudy(url.relativePath) }
      try compare(old, with: manifest)
    }
    try checkFiles(manifest)
  }

  /// Writes a report; each file is whole or as it was.
  ///
  /// The manifest to be is there while the files are written: cut short at any moment, the same call
  /// goes on where it ended.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - force: whether whatever is there may be replaced.
  /// - Returns: whether anything changed.
  /// - Throws: `ReportError`.
  public func write(_ report: Report, force: Bool) throws(ReportError) -> Outcome {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw .inputOutput(url.relativePath, ReportError.reason(error))
    }
    return try locked { () throws(ReportError) in
      if !force {
        try checkWhileLocked(report.manifest)
        try checkCompleteness(report.manifest)
      }
      return try writeWhileLocked(report.files)
    }
  }
}

extension ReportFolder {
  private func place(_ name: String) -> URL { url.appendingPathComponent(name) }

  private func contents(_ name: String) -> Data? {
    (try? WholeFile.contents(of: place(name).path)).flatMap { $0 }
  }

  /// Of two processes that write into one folder the second waits, and finds all or nothing.
  private func locked<Result>(
    _ body: () throws(ReportError) -> Result
  ) throws(ReportError) -> Result {
    do {
      return try WholeFile.locked(folder: url.path, body)
    } catch let error as ReportError {
      throw error
    } catch {
      throw .inputOutput(url.relativePath, ReportError.reason(error))
    }
  }

  private func writeWhileLocked(
    _ files: [(name: String, data: Data)]
  ) throws(ReportError) -> Outcome {
    let isUnchanged = files.allSatisfy { contents($0.name) == $0.data }
    do {
      if !isUnchanged { try replace(files) }
      try? FileManager.default.removeItem(at: place(ManifestFile.unfinishedName))
    } catch {
      throw .inputOutput(url.relativePath, ReportError.reason(error))
    }
    return isUnchanged ? .unchanged : .written
  }

  private func replace(_ files: [(name: String, data: Data)]) throws {
    try WholeFile.removeAbandoned(in: url.path)
    guard let manifest = files.last else { return }
    try WholeFile.replace(place(ManifestFile.unfinishedName).path, with: manifest.data)
    for (name, data) in files.dropLast() where contents(name) != data {
      try WholeFile.replace(place(name).path, with: data)
    }
    removeAbandoned(files.map(\.name))
    try WholeFile.replace(place(manifest.name).path, with: manifest.data)
  }

  /// Files of the report before that this one does not have, such as pictures, if they are as they were
  /// written.
  private func removeAbandoned(_ names: [String]) {
    let old = (try? manifests()) ?? []
    for file in old.flatMap(\.files) where !names.contains(file.name) && !file.name.contains("/") {
      guard let data = contents(file.name), Digest(of: data) == file.digest else { continue }
      try? FileManager.default.removeItem(at: place(file.name))
    }
  }

  /// The manifest of the report that is there, then that of one whose writing was cut short; none
  /// in a new folder.
  private func manifests() throws(ReportError) -> [Manifest] {
    let path = url.relativePath
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    } catch {
      throw .inputOutput(path, ReportError.reason(error))
    }
    var manifests: [Manifest] = []
    for name in [ManifestFile.name, ManifestFile.unfinishedName] where names.contains(name) {
      manifests.append(try ManifestFile.read(name, in: url))
    }
    if manifests.isEmpty, let foreign = names.first(where: { !$0.hasPrefix(".") }) {
      throw .edited(path, file: foreign)
    }
    return manifests
  }

  /// Records that both have must be equal.
  private func compare(_ old: Manifest, with new: Manifest) throws(ReportError) {
    // By the label, too, since arms of one learner share a record. Looked up, never iterated.
    let found = Dictionary(new.records.map { (Place($0), $0) }) { first, _ in first }
    for entry in old.records {
      guard let other = found[Place(entry)], let difference = entry.firstDifference(from: other)
      else { continue }
      throw .otherRecords(url.relativePath, difference)
    }
  }

  /// What tells an entry of a report from all others.
  private struct Place: Hashable {
    let record: Digest
    let label: String

    init(_ entry: Manifest.Entry) {
      record = entry.record
      label = entry.label
    }
  }

  /// Every file must be as a report wrote it; one that none wrote must not be in the way.
  private func checkFiles(_ new: Manifest) throws(ReportError) {
    let known = try manifests()
    let isUnfinished = known.count > 1 || contents(ManifestFile.name) == nil
    for file in known.flatMap(\.files) + new.files {
      guard let data = contents(file.name) else {
        let isExpected = known.first?.files.contains { $0.name == file.name } ?? false
        guard isExpected, !isUnfinished else { continue }
        throw .edited(url.relativePath, file: file.name)
      }
      let digest = Digest(of: data)
      let isOwn = (known.flatMap(\.files) + new.files).contains {
        $0.name == file.name && $0.digest == digest
      }
      guard isOwn else { throw .edited(url.relativePath, file: file.name) }
    }
  }

  /// A report is not replaced by one of fewer records, as where a store was lost.
  private func checkCompleteness(_ new: Manifest) throws(ReportError) {
    let records = Set(new.records.map(\.record))
    for old in try manifests() {
      let lost = old.records.filter { !records.contains($0.record) }
      guard lost.isEmpty else { throw .fewerRecords(url.relativePath, lost.count) }
    }
  }
}
