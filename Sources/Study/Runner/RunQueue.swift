import Datasets

/// Runs that wait, handed out in plan order as soon as what they need is done.
///
/// O(log count) a run: a plan may have a million.
struct RunQueue {
  private let runs: [Run]
  /// The places of runs whose needs are met, the earliest first.
  private var ready = MinimumHeap<Int>()
  /// The places of runs that wait for another of this sweep, by what they wait for, ascending.
  private var waiting: [Digest: [Int]] = [:]

  init(_ runs: [Run]) {
    self.runs = runs
    // Only runs of this sweep are waited for: what is not among them is in the store.
    let needed = Set(runs.lazy.compactMap(\.needs))
    let pending = Set(runs.lazy.map(\.identifier).filter { needed.contains($0) })
    for (place, run) in runs.enumerated() {
      if let needs = run.needs, pending.contains(needs) {
        waiting[needs, default: []].append(place)
      } else {
        ready.insert(place)
      }
    }
  }

  /// The first waiting run whose needs are met; nil if there is none now.
  mutating func next() -> Run? {
    ready.removeMinimum().map { runs[$0] }
  }

  /// Takes note that a run's record is there.
  mutating func complete(_ run: Run) {
    for place in waiting.removeValue(forKey: run.identifier) ?? [] { ready.insert(place) }
  }

  /// Takes the runs out that need a failed one.
  mutating func fail(_ run: Run) -> [Run] {
    (waiting.removeValue(forKey: run.identifier) ?? []).map { runs[$0] }
  }
}
