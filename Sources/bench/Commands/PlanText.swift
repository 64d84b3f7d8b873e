import Datasets
import Network
import Statistics
import Study

/// A plan and its cost as `bench sweep --dry-run` prints them.
enum PlanText {
  static func text(
    _ session: StudySession, store: RecordStore, jobs: Int, level: CPULevel, _ console: Console
  ) throws -> String {
    let plan = session.plan
    let sweep = Sweep(
      plan, store: store,
      executor: BuiltInExecutor(plan, dataset: session.dataset, store: store, level: level),
      jobs: jobs)
    var display = SweepDisplay(console)
    let missing = Set(try sweep.missing { display.show($0) }.map(\.identifier))
    var groups: [(name: String, runs: [Run])] = []
    for run in plan.runs {
      let name = group(run)
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].runs.append(run)
      } else {
        groups.append((name, [run]))
      }
    }
    let speed = try Calibration.secondsPerOperation(plan, dataset: session.dataset, level: level)
    let rows = groups.map { name, runs in
      [name] + cells(runs, missing, speed)
    }
    let total = ["total"] + cells(plan.runs, missing, speed)
    let header = ["run", "planned", "missing", "GFLOP at most", "core-seconds at most"]
    let table = columns([header] + rows + [total])
    let work = plan.runs.filter { missing.contains($0.identifier) }.reduce(0) { $0 + $1.cost }
    let seconds = speed.map { $0 * work / Double(jobs) }
    let note = seconds.map {
      "\nabout \(Progress.clock($0)) at most with \(jobs) \(jobs == 1 ? "job" : "jobs"), "
        + "measured on a few batches here (\(level.rawValue)); stopping rules end runs sooner"
    }
    return table + (note ?? "")
  }

  private static func group(_ run: Run) -> String {
    switch run.kind {
    case .pretraining: "pretraining"
    case .downstream(let arm, let labels): "\(arm.name), \(labels) labels"
    }
  }

  private static func cells(_ runs: [Run], _ missing: Set<Digest>, _ speed: Double?) -> [String] {
    let left = runs.filter { missing.contains($0.identifier) }
    let cost = left.reduce(0) { $0 + $1.cost }
    return [
      "\(runs.count)", "\(left.count)", FixedDecimals.text(cost / 1e9, decimals: 1),
      speed.map { FixedDecimals.text($0 * cost, decimals: 1) } ?? "–",
    ]
  }

  /// Aligned columns, the first to the left.
  static func columns(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
