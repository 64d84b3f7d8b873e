import Datasets

/// The work of a plan in the groups that one would like to keep together.
struct ShardWork {
  /// A pretraining with what needs it, or one run that needs nothing.
  struct Group {
    /// The place of the pretraining; nil where there is none.
    var pretraining: Int?
    /// The places of the other runs, ascending.
    var places: [Int] = []
    /// What the pretraining costs.
    var shared = 0.0
    /// What the other runs cost, one by one.
    var weights: [Double] = []

    var weight: Double { weights.reduce(shared, +) }
  }

  private(set) var groups: [Group] = []
  /// Runs that the plan has before under another name, with the place of the first: they share a record.
  private(set) var repeated: [(place: Int, first: Int)] = []

  /// How much of the longest shard's work may be given away to make no pretraining twice.
  static let tolerance = 1.1

  init(_ runs: [Run]) {
    let weight = Self.weights(runs)
    // Looked up, never iterated.
    var places: [Digest: Int] = [:]
    var groupOf: [Digest: Int] = [:]
    for (place, run) in runs.enumerated() {
      if let first = places[run.identifier] {
        repeated.append((place, first))
        continue
      }
      places[run.identifier] = place
      if run.isPretraining {
        groupOf[run.identifier] = groups.count
        groups.append(Group(pretraining: place, shared: weight(run)))
      } else if let group = run.needs.flatMap({ groupOf[$0] }) {
        groups[group].places.append(place)
        groups[group].weights.append(weight(run))
      } else {
        groups.append(Group(places: [place], weights: [weight(run)]))
      }
    }
  }

  /// A run whose work is not known, as a learner's, is taken for an average one.
  private static func weights(_ runs: [Run]) -> (Run) -> Double {
    let known = runs.lazy.filter { !$0.isPretraining && $0.cost.operations > 0 }
    let sum = known.reduce((0.0, 0.0)) { ($0.0 + $1.cost.operations, $0.1 + 1) }
    let average = sum.1 > 0 ? sum.0 / sum.1 : 1
    return { $0.cost.operations > 0 ? $0.cost.operations : average }
  }
}

extension ShardWork {
  /// The most that a piece may have, in units of an equal share of all work; tried in this order.
  private static let limits = [2, 1.5, 1.25, 1, 0.75, 0.5, 0.375, 0.25, 0.125]

  /// Pieces and where they go: of the divisions that are nearly as short as the shortest one the one with the
  /// fewest pretrainings made again.
  func division(into count: Int) -> ShardDivision {
    let whole = ShardDivision(
      groups.flatMap { Self.pieces(of: $0, limit: .infinity) }, count: count)
    let share = groups.reduce(0) { $0 + $1.weight } / Double(count)
    guard whole.longest > Self.tolerance * share else { return whole }
    var divisions = [whole]
    for limit in Self.limits {
      let pieces = groups.flatMap { Self.pieces(of: $0, limit: limit * share) }
      guard pieces.count > divisions[divisions.count - 1].pieces.count else { continue }
      divisions.append(ShardDivision(pieces, count: count))
    }
    let shortest = divisions.map(\.longest).min() ?? 0
    return divisions.first { $0.longest <= Self.tolerance * shortest } ?? whole
  }

  /// A group in as few pieces as keep below a limit, each with the pretraining; in one where no number does.
  static func pieces(of group: Group, limit: Double) -> [ShardPiece] {
    let weight = group.weight
    let most = group.weights.max() ?? 0
    guard let pretraining = group.pretraining, weight > limit, group.shared + most <= limit else {
      let own = group.pretraining.map { [$0] } ?? []
      return [ShardPiece(places: own + group.places, weight: weight)]
    }
    var count = Int(((weight - group.shared) / (limit - group.shared)).rounded(.up))
    count = min(max(count, 2), group.places.count)
    return filled(group, count: count).enumerated().map { index, piece in
      // The plan has the pretraining once: the first piece has its place, the others need it.
      index == 0
        ? ShardPiece(places: [pretraining] + piece.places, weight: piece.weight) : piece
    }
  }

  /// Each run to the piece that has least, the heaviest first.
  private static func filled(_ group: Group, count: Int) -> [ShardPiece] {
    let parts = group.weights.map { ShardPiece(places: [], weight: $0) }
    let division = ShardDivision(parts, count: count)
    return (0..<count).map { number in
      let places = zip(group.places, division.shards).compactMap { $1 == number ? $0 : nil }
      return ShardPiece(places: places, weight: group.shared + division.loads[number])
    }
  }
}
