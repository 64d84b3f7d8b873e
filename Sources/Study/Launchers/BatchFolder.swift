import Datasets
import Foundation

/// The folder of a batch in a store.
///
///     batches/<name>/batch.json       the batch
///     batches/<name>/run.sh           what the cluster runs: the same for all
///     batches/<name>/<array>.job      the number of the array's job, once it has one
///     batches/<name>/<array>-<task>.log   what a task printed
///
/// None of it is digested or read for a report.
public struct BatchFolder: Sendable {
  /// The path of the batch itself.
  public static let fileName = "batch.json"

  let path: String

  var file: String { path + "/" + Self.fileName }
  var script: String { path + "/run.sh" }

  /// Where a task's output is.
  func log(ofArray array: Int, task: Int) -> String {
    let (prefix, suffix) = log(ofArray: array)
    return "\(prefix)\(task)\(suffix)"
  }

  /// The same, without the number of the task in the middle.
  func log(ofArray array: Int) -> (prefix: String, suffix: String) {
    ("\(path)/\(array)-", ".log")
  }

  private func job(ofArray array: Int) -> String { "\(path)/\(array).job" }
}

extension BatchFolder {
  /// Runs its arguments, so that no shell reads a word of them.
  private static let scriptText = """
    #!/bin/sh
    # Runs one task of a job array; the arguments are the program and what it is to do.
    exec "$@"

    """

  /// Writes a batch and its script, before anything is submitted.
  func write(_ batch: Batch) throws {
    try FileIO.makeOwnFolder(path)
    try FileIO.replace(script, with: Data(Self.scriptText.utf8))
    try FileIO.replace(file, with: try CanonicalJSON.bytes(encoding: batch) + Data("\n".utf8))
    try FileIO.synchronize(folder: path)
  }

  /// Takes note that an array was submitted.
  func note(job: String, ofArray array: Int) throws(StoreError) {
    try FileIO.replace(self.job(ofArray: array), with: Data("\(job)\n".utf8))
  }

  /// Whether an array was submitted, as far as its submitter could note.
  func hasJob(ofArray array: Int) -> Bool {
    FileIO.size(of: job(ofArray: array)) != nil
  }

  /// The last line that a task printed; nil where it printed nothing.
  func lastLine(ofArray array: Int, task: Int) -> String? {
    guard let file = FileHandle(forReadingAtPath: log(ofArray: array, task: task)) else {
      return nil
    }
    defer { try? file.close() }
    let size = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: size > 4096 ? size - 4096 : 0)
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).last
    return line.map { String(VisibleText.of(String($0)).prefix(300)) }
  }
}

extension Batch {
  /// Reads a batch.
  ///
  /// - Parameter path: the file.
  /// - Throws: `LauncherError.batch` where it cannot be read, or another version of the program wrote it.
  public init(contentsOf path: String) throws(LauncherError) {
    let data: Data
    do {
      guard let found = try FileIO.contents(of: path) else {
        throw LauncherError.batch(path: path, reason: "no such file; name a batch of a store")
      }
      data = found
    } catch let error as LauncherError {
      throw error
    } catch {
      throw .batch(path: path, reason: "\(error)")
    }
    struct Head: Decodable {
      let format: Int
      let engineVersion: Int
    }
    guard let head = try? JSONDecoder().decode(Head.self, from: data) else {
      throw .batch(path: path, reason: "is no batch; submit again")
    }
    guard head.format == Self.format, head.engineVersion == Engine.version else {
      throw .batch(
        path: path,
        reason: "is of form \(head.format) and engine version \(head.engineVersion), this program "
          + "has \(Self.format) and \(Engine.version); use the program that submitted it, or submit "
          + "again"
      )
    }
    do {
      self = try JSONDecoder().decode(Batch.self, from: data)
    } catch {
      throw .batch(path: path, reason: "is damaged; submit again")
    }
  }
}

extension RecordStore {
  /// The store that a batch's file is in.
  ///
  /// - Parameter path: that of the file.
  /// - Throws: `StoreError.inputOutput`.
  public init(ofBatch path: String) throws(StoreError) {
    let file = URL(fileURLWithPath: path).standardizedFileURL
    let folder = file.deletingLastPathComponent().deletingLastPathComponent()
    try self.init(directory: folder.deletingLastPathComponent())
  }

  /// The folder of a batch.
  func folder(ofBatch name: String) -> BatchFolder {
    BatchFolder(path: "\(layout.batches)/\(name)")
  }

  /// The batches that this version of the program can read, oldest first.
  func batches() throws(StoreError) -> [Batch] {
    var batches: [Batch] = []
    for name in try FileIO.names(in: layout.batches) where !name.hasPrefix(".") {
      do throws(LauncherError) {
        let batch = try Batch(contentsOf: folder(ofBatch: name).file)
        if batch.name == name { batches.append(batch) }
      } catch {
        // Its runs are another version's, or there is nothing to know of them.
      }
    }
    return batches
  }
}
