import Datasets

extension RecordStore {
  /// The runs whose records are missing, in order, each once; bytes of attachments are checked, too.
  func missing(of runs: [Run], report: (SweepEvent) -> Void) throws -> [Run] {
    var seen: Set<Digest> = []
    seen.reserveCapacity(runs.count)
    var names = RecordNames(self)
    let distinct = runs.filter { seen.insert($0.identifier).inserted }
    let named = try distinct.map { try names.contains($0.identifier) }
    // Nil for a record that is there; a whole one is not kept.
    let found = try Concurrent.map(zip(distinct, named).filter(\.1).map(\.0)) { run in
      let lookup = try read(run.identifier, verifyAttachments: true)
      if case .present = lookup { return nil as Lookup? }
      return lookup
    }
    var next = found.makeIterator()
    var missing: [Run] = []
    for (run, isNamed) in zip(distinct, named) {
      guard isNamed, let lookup = next.next() else {
        missing.append(run)
        continue
      }
      guard let lookup else { continue }
      if case .damaged(let reason) = lookup { report(.damaged(run, reason: reason)) }
      missing.append(run)
    }
    return missing
  }
}
