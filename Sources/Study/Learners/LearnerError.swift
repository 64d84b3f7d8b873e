/// Why a learner's run has no result.
package enum LearnerError: Error, Equatable {
  /// The program cannot be started.
  case start(ProcessError)
  /// It ended with a status other than 0.
  case status(Int32, said: String)
  /// A signal ended it.
  case signal(Int32, said: String)
  /// It was ended after its time.
  case timeout(TimeLimit, said: String)
  /// It was ended for a reason.
  case stopped(String)
  /// It ended, and left processes running.
  case leftovers(Int)
  /// How it ended is not known.
  case lost
  /// It was ended with the sweep.
  case interrupted
  /// Its answer is missing, or is none.
  case answer(String)
  /// A file that tells its record is not as it was when the sweep began.
  case changed(String)
  /// A file that it names cannot be read.
  case file(String, reason: String)
  /// The folder of a run cannot be made.
  case folder(String, reason: String)
}

extension LearnerError: CustomStringConvertible {
  /// One line: what went wrong, and what the program said last.
  package var description: String {
    switch self {
    case .start(let error): "\(error)"
    case .status(let status, let said):
      "the learner ended with status \(status)\(Self.quoted(said))"
    case .signal(let signal, let said):
      "the learner was ended by signal \(signal)\(Self.quoted(said))"
    case .timeout(let limit, let said):
      "the learner was ended after its timeout of \(limit)\(Self.quoted(said)); raise the timeout, or "
        + "let it do less"
    case .stopped(let reason): "the learner was ended: \(reason)"
    case .leftovers(let count):
      "the learner left \(count) \(count == 1 ? "process" : "processes") running, now ended; let it wait for "
        + "what it starts"
    case .lost:
      "how the learner ended is not known, since SIGCHLD is ignored; start bench from another program"
    case .interrupted: "interrupted"
    case .answer(let reason): "the learner's answer: \(VisibleText.of(reason))"
    case .changed(let path):
      "\(VisibleText.of(path)): changed since the sweep began; run the sweep again"
    case .file(let path, let reason):
      "\(VisibleText.of(path)): cannot be read (\(reason)); it is among the learner's files"
    case .folder(let path, let reason):
      "\(path): cannot be made for the learner (\(reason)); free space there, or set TMPDIR"
    }
  }

  private static func quoted(_ said: String) -> String { said.isEmpty ? "" : ": \(said)" }
}
