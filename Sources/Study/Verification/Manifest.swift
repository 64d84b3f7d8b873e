public import Datasets
import Downstream
import Foundation

/// What a report was made from: everything that another machine needs to make it again, and the
/// digests that prove that it did.
public struct Manifest: Codable, Equatable, Sendable {
  /// One record: which run, and what came out, figure by figure.
  public struct Entry: Codable, Equatable, Sendable {
    /// The arm's name; `pretraining` and the pretext's for a pretraining.
    public let arm: String
    /// The labelled-set size; nil for a pretraining.
    public let labels: Int?
    /// The task's name; nil for a pretraining, and for a task that is called classification.
    public let task: String?
    /// Which seed of the list, from 1.
    public let repetition: Int
    /// The seed, as text since JSON's numbers are not exact beyond 2⁵³ everywhere.
    public let seed: String
    /// The digest of the run's specification.
    public let record: Digest
    /// The digest of the whole record.
    public let digest: Digest
    /// The result's figures; of the training log only its digest.
    public let result: JSONValue
    /// The digests of the binary files, by name.
    public let attachments: [String: Digest]
  }

  /// A file of the report and its digest.
  public struct File: Codable, Equatable, Sendable {
    /// The file's name.
    public let name: String
    /// The SHA-256 of its bytes.
    public let digest: Digest

    /// A file of the report.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - digest: the SHA-256 of its bytes.
    public init(name: String, digest: Digest) {
      self.name = name
      self.digest = digest
    }
  }

  /// The protocol file that the study comes from.
  public struct Source: Codable, Equatable, Sendable {
    /// The file's SHA-256.
    public let digest: Digest
    /// What was changed on the command line, a sentence each.
    public let overrides: [String]
  }

  /// The version of this format.
  public static let currentFormat = 2

  /// The version of the format.
  public let format: Int
  /// The version of the engine that made the records.
  public let engineVersion: Int
  /// The study, complete: a report can be verified from its manifest alone.
  public let study: Study
  /// Where the study comes from.
  public let source: Source
  /// The data, by the digests of their uncompressed contents.
  public let data: [DataFile]
  /// How many runs were planned.
  public let planned: Int
  /// The records, in plan order.
  public let records: [Entry]
  /// The report's other files.
  public var files: [File]
  /// The program that drew the pictures, with its version; nil where there are none, as in reports of
  /// earlier versions.
  public var pictures: String?

  /// The manifest of a study's results, without files.
  ///
  /// - Parameters:
  ///   - source: where the study comes from.
  ///   - dataset: its data.
  ///   - results: what the store holds.
  /// - Throws: `StoreError` for a figure that JSON cannot hold.
  public init(_ source: Source, dataset: Dataset, results: StudyResults) throws {
    format = Self.currentFormat
    engineVersion = Engine.version
    study = results.plan.study
    self.source = source
    data = results.plan.files(dataset)
    planned = results.plan.runs.count
    records = try Concurrent.map(results.records) { try Entry($0.run, $0.record) }
    files = []
  }
}

extension Manifest.File {
  private enum CodingKeys: CodingKey {
    case name, digest
  }

  /// Decodes a file's name and digest, and refuses a name that leaves the report's folder.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    digest = try container.decode(Digest.self, forKey: .digest)
    guard FilePath.isPlainName(name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container,
        debugDescription: "\"\(VisibleText.of(name))\" is no plain file name")
    }
  }
}

extension LoadedStudy {
  /// Where the study comes from, for a manifest.
  public var source: Manifest.Source {
    Manifest.Source(digest: digest, overrides: overrides)
  }
}

extension Manifest.Entry {
  init(_ run: Run, _ record: Record) throws {
    switch run.kind {
    case .pretraining(let pretext):
      arm = "pretraining \(pretext)"
      labels = nil
      task = nil
    case .downstream(let arm, let labels, let task):
      self.arm = arm.name
      self.labels = labels
      self.task = task == DownstreamTask.classification.name ? nil : task
    }
    repetition = run.repetition
    seed = String(run.seed)
    self.record = record.identifier
    digest = record.digest
    result = try Self.figures(record)
    attachments = Dictionary(record.attachments.map { ($0.name, $0.digest) }) { first, _ in first }
  }

  /// The result with the training log replaced by its digest.
  private static func figures(_ record: Record) throws -> JSONValue {
    let (rest, log) = record.result(without: "log")
    let figures = try JSONValue(canonical: [UInt8](rest)[...])
    guard case .object(var members) = figures, let log else { return figures }
    members["log"] = .string(log.hexadecimal)
    return .object(members)
  }

  /// What a person reads.
  public var label: String {
    let place = labels.map { ", \($0) labels" } ?? ""
    return (task.map { "\($0), " } ?? "") + "\(arm)\(place), seed \(seed)"
  }
}
