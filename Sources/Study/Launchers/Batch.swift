public import Datasets

/// Runs that were given to a cluster together, with all that making them needs: a protocol may be edited while they
/// wait.
public struct Batch: Codable, Equatable, Sendable {
  /// The version of this form.
  public static let format = 1

  /// Runs of one cell, submitted as one job array.
  public struct Array: Codable, Equatable, Sendable {
    /// What they have in common: `rotation, 1000 labels`.
    public let cell: String
    /// The runs, in ascending order of their numbers.
    public let tasks: [Task]
  }

  /// One run.
  public struct Task: Codable, Equatable, Sendable {
    /// Its number in the array, at least 1.
    public let index: Int
    /// The digest of its specification.
    public let run: Digest
    /// What a person reads.
    public let label: String
  }

  /// `Batch.format` where this program can read it.
  public let format: Int
  /// The engine version of the program that planned it.
  public let engineVersion: Int
  /// The name: that of its folder.
  public let name: String
  /// The folder that relative paths of the study are seen from.
  public let directory: String
  /// The folders in which data sets are looked for, absolute.
  public let searchPath: [String]
  /// The study as it was.
  public let study: Study
  /// The runs.
  public let arrays: [Array]

  /// The task of an array.
  ///
  /// - Parameters:
  ///   - index: its number.
  ///   - array: the array's place, from 0.
  /// - Returns: nil where there is none.
  public func task(_ index: Int, ofArray array: Int) -> Task? {
    guard arrays.indices.contains(array) else { return nil }
    return arrays[array].tasks.first { $0.index == index }
  }
}

extension Batch {
  /// What the names of all jobs begin with.
  private static let prefix = "bench-"

  /// The name of the job of an array: it has no word of a protocol in it.
  func jobName(ofArray array: Int) -> String {
    "\(Self.prefix)\(name)-\(array)"
  }

  /// Which array of which batch a job's name means; nil for a job of somebody else.
  static func place(of jobName: String) -> (batch: String, array: Int)? {
    guard jobName.hasPrefix(prefix), let dash = jobName.lastIndex(of: "-"),
      let array = Int(jobName[jobName.index(after: dash)...])
    else { return nil }
    return (String(jobName[..<dash].dropFirst(prefix.count)), array)
  }
}
