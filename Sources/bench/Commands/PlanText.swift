import Datasets
import Network
import Statistics
import Study

/// A plan and its cost as `bench sweep --dry-run` prints them.
enum PlanText {
  /// One kind of run: planned and missing ones, and what the missing ones cost at most.
  struct Row: Encodable {
    let name: String
    var planned = 0
    var missing = 0
    var operations = 0.0
    var coreSeconds = 0.0
    var diskBytes = 0

    /// Takes note of a run.
    mutating func add(_ demand: Demand, isMissing: Bool) {
      planned += 1
      guard isMissing else { return }
      missing += 1
      operations += demand.operations
      coreSeconds += demand.coreSeconds
      diskBytes += demand.diskBytes
    }

    var cells: [String] {
      [
        name, "\(planned)", "\(missing)", PlanText.scaled(operations),
        FixedDecimals.text(coreSeconds / 3600, decimals: coreSeconds < 36_000 ? 3 : 0),
        PlanText.size(diskBytes),
      ]
    }
  }

  /// What a run asks for, and the row that it belongs to: the same in every repetition.
  struct Demand {
    let row: Int
    let operations: Double
    let coreSeconds: Double
    let diskBytes: Int
  }

  /// All of it, for programs.
  struct Result: Encodable {
    let study: String
    /// `3/16`; nil where the whole study is meant.
    let shard: String?
    let runs: [Row]
    let total: Row
    let jobs: Int
    let seconds: Double
    let memoryBytes: Int
    let level: String
    /// Missing runs of learners, whose time is not known.
    let learnerRuns: Int
  }

  /// Counts the runs that a store lacks, of all or of a shard's, and measures this machine for about two
  /// seconds.
  static func result(
    _ session: StudySession, _ shard: Shard? = nil, store: RecordStore, jobs: Int, level: CPULevel,
    _ console: Console
  ) throws -> Result {
    let plan = session.plan
    let runs = shard.map { plan.runs(of: $0) } ?? plan.runs
    let sweep = Sweep(
      runs, store: store,
      executor: session.executor(store, level: level), jobs: jobs)
    var display = SweepDisplay(console)
    let missing = Set(try sweep.missing { display.show($0) }.map(\.identifier))
    let calibration = try Calibration(plan, level: level)
    var (rows, demands) = kinds(plan, calibration)
    var total = Row(name: "total")
    for run in runs {
      let isMissing = missing.contains(run.identifier)
      let demand = demands[run.place]
      rows[demand.row].add(demand, isMissing: isMissing)
      total.add(demand, isMissing: isMissing)
    }
    rows.removeAll { $0.planned == 0 }
    return Result(
      study: plan.study.name, shard: shard.map { "\($0)" }, runs: rows, total: total, jobs: jobs,
      seconds: total.coreSeconds / Double(jobs),
      memoryBytes: Resources.memory(plan, dataset: session.dataset, jobs: jobs),
      level: level.rawValue,
      learnerRuns: runs.count { $0.isLearner && missing.contains($0.identifier) })
  }

  /// The kinds of run in plan order, and what each run of a repetition asks for, by its place.
  private static func kinds(
    _ plan: Plan, _ calibration: Calibration
  ) -> (rows: [Row], demands: [Demand]) {
    var rows: [Row] = []
    let demands = plan.runs.prefix { $0.repetition == 1 }.map { run in
      let name = run.cell(of: plan)
      let row = rows.firstIndex { $0.name == name } ?? rows.count
      if row == rows.count { rows.append(Row(name: name)) }
      return Demand(
        row: row, operations: run.cost.operations, coreSeconds: calibration.seconds(run.cost),
        diskBytes: Resources.disk(run, of: plan))
    }
    return (rows, demands)
  }

  /// The table and a sentence.
  static func text(_ result: Result) -> String {
    let header = ["run", "planned", "missing", "operations", "core-hours", "disk"]
    let table = columns([header] + (result.runs + [result.total]).map(\.cells))
    let jobs = "\(result.jobs) \(result.jobs == 1 ? "job" : "jobs")"
    let isEmpty = result.total.planned == 0
    let heading = result.shard.map { shard in
      "shard \(shard) of \(result.study)\(isEmpty ? ": no runs, there are more shards than work" : "")\n"
    }
    return """
      \(heading ?? "")\(table)
      about \(duration(result.seconds)) at most with \(jobs), from a few real steps of these \
      networks, measured here (\(result.level)); stopping rules end runs sooner
      about \(size(result.memoryBytes)) of memory; operations: multiplications and additions of all layers, \
      forward and backward, as a framework counts them\(learners(result.learnerRuns))
      """
  }

  /// A line on what was not estimated, where there is such.
  private static func learners(_ count: Int) -> String {
    guard count > 0 else { return "" }
    let runs = count == 1 ? "1 missing run is a learner's" : "\(count) missing runs are learners'"
    return
      "\n\(runs): what it takes is not known, and not among these figures; at most the timeout each"
  }

  /// `4:07`, `1:02:03`, `12 days`.
  private static func duration(_ seconds: Double) -> String {
    seconds < 172_800
      ? Progress.clock(seconds)
      : FixedDecimals.text((seconds / 86_400).rounded(.up), decimals: 0) + " days"
  }

  /// `0.4 GFLOP`, `5.9 TFLOP`: floating-point operations.
  fileprivate static func scaled(_ operations: Double) -> String {
    var (value, prefix) = (operations / 1e9, "G")
    for larger in ["T", "P", "E"] where value >= 1000 { (value, prefix) = (value / 1000, larger) }
    return FixedDecimals.text(value, decimals: 1) + " \(prefix)FLOP"
  }

  /// `3.9 MB`
  static func size(_ bytes: Int) -> String {
    FixedDecimals.text(Double(bytes) / 1e6, decimals: 1) + " MB"
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
