import Datasets
import Network

/// How the cores of a sweep are shared among the runs that are made at the same time.
///
/// Without a fixed number of threads a run, every run has one core, and what is left over goes round
/// those that can use more, in the order in which they began. The shares follow whenever a run begins or
/// ends: the last long run of a sweep has all cores. None of this changes a bit of any record.
struct CoreShares {
  private let cores: Int
  private let threads: Int?
  private var running: [(run: Digest, share: ThreadShare)] = []

  /// Shares of some cores.
  ///
  /// - Parameters:
  ///   - cores: all that the sweep may use; at least 1.
  ///   - threads: of every run; nil where the cores that are left over are shared.
  init(cores: Int, threads: Int?) {
    self.cores = cores
    self.threads = threads
  }

  /// Whether another run may begin: with a fixed number of threads one may always run alone.
  var hasRoom: Bool { running.count < max(1, cores / (threads ?? 1)) }

  /// A run begins.
  ///
  /// - Parameters:
  ///   - run: its identifier.
  ///   - useful: how many threads it could use at most.
  /// - Returns: its share, which `deal` changes from now on.
  mutating func begin(_ run: Digest, useful: Int) -> ThreadShare {
    let share =
      threads.map { ThreadShare($0) } ?? ThreadShare(1, limit: max(1, min(useful, cores)))
    running.append((run, share))
    return share
  }

  /// A run ended.
  mutating func end(_ run: Digest) {
    running.removeAll { $0.run == run }
  }

  /// Deals the cores to the runs that are being made.
  func deal() {
    guard threads == nil else { return }
    let counts = Self.deal(cores, limits: running.map(\.share.limit))
    for (entry, count) in zip(running, counts) { entry.share.count = count }
  }

  /// One core each, then round after round one more for whoever can use it.
  ///
  /// - Parameters:
  ///   - cores: how many there are.
  ///   - limits: the most that each run can use, at least 1.
  /// - Returns: threads of each run.
  static func deal(_ cores: Int, limits: [Int]) -> [Int] {
    var counts = limits.map { _ in 1 }
    var left = cores - limits.count
    while left > 0, zip(counts, limits).contains(where: { $0 < $1 }) {
      for index in limits.indices where left > 0 && counts[index] < limits[index] {
        counts[index] += 1
        left -= 1
      }
    }
    return counts
  }
}
