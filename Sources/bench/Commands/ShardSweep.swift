import Study

/// `bench sweep --shard`: a part of a study for machines that share nothing, without a report.
enum ShardSweep {
  /// Makes what is missing of a shard, and says what was made and what is to be done next.
  static func run(
    _ shard: Shard, _ session: StudySession, _ store: RecordStore, _ arguments: Arguments,
    _ context: Context
  ) async throws -> ExitCode {
    let console = context.console
    let runs = session.plan.runs(of: shard)
    guard !runs.isEmpty else {
      console.print(
        "shard \(shard): no runs: the plan has less work to divide than there are shards")
      return .done
    }
    let summary = try await session.sweep(
      runs, into: store, RunOptions.cores(arguments), level: RunOptions.level(context), console)
    let path = arguments[RunOptions.store] ?? RunOptions.defaultStore
    console.print(
      """
      shard \(shard): \(summary.present + summary.finished + summary.failures.count) runs: \
      \(summary.finished) made, \(summary.present) were in the store, \
      \(summary.failures.count) failed
      """)
    if summary.isInterrupted { return .interrupted }
    console.note(
      """
      next: when all \(shard.count) shards are made, 'bench merge STORE…' with the stores of the \
      others (this one is \(path)), then 'bench report' with this study
      """)
    return summary.failures.isEmpty ? .done : .failed
  }
}
