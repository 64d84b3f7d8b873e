/// What can go wrong with runs that are made elsewhere.
public enum LauncherError: Error, Equatable, Sendable {
  /// A program of the cluster that cannot be started.
  case unavailable(tool: String, reason: String)
  /// A program of the cluster that gave no answer in time.
  case silent(tool: String, seconds: Int)
  /// A program of the cluster that said no, with its words.
  case refused(tool: String, said: String)
  /// An answer that cannot be understood.
  case unreadable(tool: String, answer: String)
  /// A word of `--slurm-options` that must not be there.
  case option(String, reason: String)
  /// A batch that cannot be used.
  case batch(path: String, reason: String)
  /// Another submission into the same store that does not end.
  case busy(path: String, seconds: Int)
  /// Some arrays that were submitted before one was refused.
  indirect case partly(submitted: Int, of: Int, LauncherError)
  /// A run that is not what its batch says.
  case otherRun(label: String, reason: String)
}

extension LauncherError: CustomStringConvertible {
  /// One line: what, where, which rule, the remedy.
  public var description: String {
    switch self {
    case .unavailable(let tool, let reason):
      "\(tool): cannot be started (\(reason)); install Slurm's client programs here, "
        + "or sweep without --launcher"
    case .silent(let tool, let seconds):
      "\(tool): no answer within \(seconds) s; look with 'scontrol ping' whether slurmctld runs"
    case .refused(let tool, let said): "\(tool): \(said)"
    case .unreadable(let tool, let answer):
      "\(tool): gave '\(answer)', which is not an answer of Slurm 22.05 or later"
    case .option(let word, let reason): "--slurm-options: '\(word)': \(reason)"
    case .batch(let path, let reason): "\(path): \(reason)"
    case .busy(let path, let seconds):
      "\(path): another submission into this store has lasted \(seconds) s; wait for it or end it"
    case .partly(let submitted, let count, let error):
      "\(submitted) of \(count) arrays were submitted, the others not: \(error); the same command "
        + "submits the rest"
    case .otherRun(let label, let reason):
      "\(label): \(reason); use the program that submitted it, or submit again"
    }
  }
}
