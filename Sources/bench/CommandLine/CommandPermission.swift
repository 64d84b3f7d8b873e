import Study

/// Whether a study's learners may run: they are programs that a protocol names, and run with the user's rights.
enum CommandPermission {
  static let flag = Flag(
    "allow-commands", help: "run the commands of arms with a learner: programs with all your rights"
  )

  /// Refuses a study with learners where the user has not allowed commands.
  static func check(_ study: Study, _ arguments: Arguments) throws(CommandError) {
    let learners = study.arms.compactMap { arm in arm.learner.map { (arm.name, $0.command) } }
    guard !arguments[flag], !learners.isEmpty else { return }
    throw CommandError(learners: learners)
  }
}

/// Commands that nobody allowed.
struct CommandError: Error, CustomStringConvertible, ExitCoded {
  let learners: [(arm: String, command: [String])]

  var description: String {
    let lines = learners.map { learner in
      "  \(learner.arm): \(VisibleText.of(CommandText.of(learner.command)))"
    }
    return "the study runs these commands on this machine, with all your rights:\n"
      + lines.joined(separator: "\n")
      + "\nlook at them and at what they run, then add --allow-commands"
  }

  var exitCode: ExitCode { .usage }
}
