import Datasets

/// A plan's runs divided into shards of about equal cost.
///
/// Work that belongs together, a pretraining and what needs it, is one piece where that balances well.
/// Otherwise it is cut into several pieces, each with the pretraining: it is made several times, with the same
/// bytes. The pieces go to the shards by their cost, the largest first, each to the shard that has least.
///
/// Reference: Graham, "Bounds on multiprocessing timing anomalies", SIAM Journal on Applied Mathematics
/// 17(2), 1969: the longest shard has at most 4/3 of the best division's work, for pieces as they are.
struct Shards {
  private let runs: [Run]
  /// By a run's place in the plan: its shard, from 0.
  private var shards: [Int]
  /// The estimated operations of every shard.
  private(set) var loads: [Double] = []

  /// Divides runs.
  ///
  /// - Parameters:
  ///   - runs: all of a plan, in its order.
  ///   - count: shards, at least 1.
  init(_ runs: [Run], count: Int) {
    precondition(count >= 1, "at least one shard")
    self.runs = runs
    shards = Array(repeating: 0, count: runs.count)
    let work = ShardWork(runs)
    let division = work.division(into: count)
    loads = division.loads
    for (piece, shard) in zip(division.pieces, division.shards) {
      for place in piece.places { shards[place] = shard }
    }
    for (place, first) in work.repeated { shards[place] = shards[first] }
  }

  /// The runs of one shard, from 1, in plan order.
  func runs(of number: Int) -> [Run] {
    var needed: Set<Digest> = []
    for (run, shard) in zip(runs, shards) where shard == number - 1 {
      if let needs = run.needs { needed.insert(needs) }
    }
    return zip(runs, shards).compactMap { run, shard in
      shard == number - 1 || needed.contains(run.identifier) ? run : nil
    }
  }
}

/// Runs that go to one shard.
struct ShardPiece {
  /// Places in the plan, ascending, without a pretraining that is repeated for other pieces, too.
  var places: [Int]
  /// What they cost together, the pretraining included.
  var weight: Double
}

/// The pieces of a plan and where each goes.
struct ShardDivision {
  let pieces: [ShardPiece]
  let shards: [Int]
  let loads: [Double]

  var longest: Double { loads.max() ?? 0 }

  /// Gives pieces to shards, the heaviest first, each to the shard with the least work.
  init(_ pieces: [ShardPiece], count: Int) {
    let order = pieces.indices.sorted { one, other in
      (pieces[other].weight, one) < (pieces[one].weight, other)
    }
    var heap = MinimumHeap<ShardLoad>()
    for number in 0..<min(count, pieces.count) { heap.insert(ShardLoad(weight: 0, number: number)) }
    var shards = Array(repeating: 0, count: pieces.count)
    var loads = Array(repeating: 0.0, count: count)
    for index in order {
      guard var least = heap.removeMinimum() else { break }
      shards[index] = least.number
      least.weight += pieces[index].weight
      loads[least.number] = least.weight
      heap.insert(least)
    }
    self.pieces = pieces
    self.shards = shards
    self.loads = loads
  }
}

/// How much a shard has to do; of equal ones the first is least.
private struct ShardLoad: Comparable {
  var weight: Double
  let number: Int

  static func < (left: ShardLoad, right: ShardLoad) -> Bool {
    (left.weight, left.number) < (right.weight, right.number)
  }
}
