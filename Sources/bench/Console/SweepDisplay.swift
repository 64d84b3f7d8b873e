import Datasets
import Study

/// Shows a sweep's events on standard error.
struct SweepDisplay {
  private let console: Console
  private let display: ProgressDisplay
  private var progress = Progress(completed: 0, total: 0, running: 0, label: "")
  /// Whether runs count by their number, since the cost of some is not known.
  private var countsRuns = false
  /// Runs in hand: one that is skipped since its pretraining failed never was.
  private var running: Set<Digest> = []

  init(_ console: Console) {
    self.console = console
    display = ProgressDisplay(console: console)
  }

  mutating func show(_ event: SweepEvent) {
    switch event {
    case .planned(let runs, let present, let cost):
      countsRuns = cost == nil
      progress.total = cost ?? Double(runs - present)
      display.note("\(runs) runs: \(present) in the store, \(runs - present) to do")
    case .damaged(let run, let reason):
      display.note("the record of '\(run.label)' was damaged and is set aside (\(reason))")
    case .started(let run):
      running.insert(run.identifier)
      progress.label = run.label
    case .finished(let run, _):
      running.remove(run.identifier)
      progress.completed += countsRuns ? 1 : run.cost.operations
    case .failed(let run, let reason):
      running.remove(run.identifier)
      progress.completed += countsRuns ? 1 : run.cost.operations
      fail("failed: \(run.label): \(reason)")
    }
    progress.running = running.count
    display.update(progress)
  }

  /// A failure is an error, which a quiet console prints too.
  private func fail(_ text: String) {
    if console.isQuiet {
      console.error(text)
    } else {
      display.note(text)
    }
  }

  func finish() {
    display.finish()
  }
}
