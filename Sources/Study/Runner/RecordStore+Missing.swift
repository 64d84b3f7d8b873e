import Datasets

extension RecordStore {
  /// The runs whose records are missing, in order, each once; bytes of attachments are checked, too.
  func missing(of runs: [Run], report: (SweepEvent) -> Void) throws(StoreError) -> [Run] {
    var seen: Set<Digest> = []
    seen.reserveCapacity(runs.count)
    var names = RecordNames(self)
    var missing: [Run] = []
    for run in runs where seen.insert(run.identifier).inserted {
      guard try names.contains(run.identifier) else {
        missing.append(run)
        continue
      }
      switch try read(run.identifier, verifyAttachments: true) {
      case .present: break
      case .absent: missing.append(run)
      case .damaged(let reason):
        report(.damaged(run, reason: reason))
        missing.append(run)
      }
    }
    return missing
  }
}
