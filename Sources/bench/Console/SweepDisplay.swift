import Study

/// Shows a sweep's events on standard error.
struct SweepDisplay {
  private let console: Console
  private let display: ProgressDisplay
  private var progress = Progress(completed: 0, total: 0, running: 0, label: "")

  init(_ console: Console) {
    self.console = console
    display = ProgressDisplay(console: console)
  }

  mutating func show(_ event: SweepEvent) {
    switch event {
    case .planned(let runs, let present, let cost):
      progress.total = cost
      display.note("\(runs) runs: \(present) in the store, \(runs - present) to do")
    case .damaged(let run, let reason):
      display.note("the record of '\(run.label)' was damaged and is set aside (\(reason))")
    case .started(let run):
      progress.running += 1
      progress.label = run.label
    case .finished(let run, _):
      progress.running -= 1
      progress.completed += run.cost
    case .failed(let run, let reason):
      progress.running = max(0, progress.running - 1)
      progress.completed += run.cost
      display.note("failed: \(run.label): \(reason)")
    }
    display.update(progress)
  }

  func finish() {
    display.finish()
  }
}
