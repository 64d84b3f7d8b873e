import Study

/// The options that choose who makes the runs of a sweep.
enum LauncherOptions {
  /// Who makes the runs.
  enum Kind: String, CaseIterable {
    case local, slurm
  }

  static let launcher = Option(
    "launcher", "NAME", .choice(Kind.allCases),
    help: "who makes the runs: this process (local), or job arrays (slurm)", fallback: "local")

  static let slurmOptions = Option(
    "slurm-options", "WORDS", .text,
    help: "options for sbatch, as in '--partition=long --time=2:00:00'; long ones with =")

  static let throttle = Option(
    "slurm-throttle", "N", .integer(from: 1, example: 50),
    help: "at most so many tasks of each array at a time", fallback: "as many as fit")

  static let all: [any OptionDeclaration] = [launcher, slurmOptions, throttle]

  /// Slurm as the arguments want it; nil where runs are made here.
  static func slurm(
    _ arguments: Arguments, command: any Command.Type
  ) throws -> Slurm? {
    guard arguments[launcher] == .slurm else {
      let given = [
        (slurmOptions.name, arguments[slurmOptions] != nil),
        (throttle.name, arguments[throttle] != nil),
      ]
      if let name = given.first(where: { $0.1 })?.0 {
        throw UsageError(.needs(name, "launcher slurm"), command: command)
      }
      return nil
    }
    let useless: [(any OptionDeclaration, Bool)] = [
      (RunOptions.jobs, arguments[RunOptions.jobs] != nil),
      (RunOptions.threads, arguments[RunOptions.threads] != nil),
      (RunOptions.out, arguments[RunOptions.out] != nil),
      (RunOptions.force, arguments[RunOptions.force]),
      (SweepCommand.shard, arguments[SweepCommand.shard] != nil),
    ]
    if let option = useless.first(where: { $0.1 })?.0 {
      throw UsageError(.conflict("launcher slurm", option.name), command: command)
    }
    return Slurm(
      options: try arguments[slurmOptions].map { words throws(LauncherError) in
        try SlurmOptions(words)
      } ?? .none, throttle: arguments[throttle])
  }
}
