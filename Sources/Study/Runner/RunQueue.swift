import Datasets

/// Runs that wait, handed out in plan order as soon as what they need is done.
struct RunQueue {
  private var waiting: [Run]
  /// Runs of this sweep that are not done yet: what another run may have to wait for.
  private var pending: Set<Digest>

  init(_ runs: [Run]) {
    waiting = runs
    pending = Set(runs.map(\.identifier))
  }

  /// The first waiting run whose needs are met; nil if there is none now.
  mutating func next() -> Run? {
    let ready = waiting.firstIndex { run in
      run.needs.map { !pending.contains($0) } ?? true
    }
    return ready.map { waiting.remove(at: $0) }
  }

  /// Takes note that a run's record is there.
  mutating func complete(_ run: Run) {
    pending.remove(run.identifier)
  }

  /// Takes the runs out that need a failed one.
  mutating func fail(_ run: Run) -> [Run] {
    let skipped = waiting.filter { $0.needs == run.identifier }
    waiting.removeAll { $0.needs == run.identifier }
    return skipped
  }
}
