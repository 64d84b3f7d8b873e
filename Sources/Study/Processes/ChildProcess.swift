import CProcesses
import Foundation

/// A program that runs as a child, with bounds on its time and on what is kept of its output.
///
/// It is started without a shell, in a session of its own, with nothing open but its three standard
/// streams: input is empty, and of output and errors the ends are kept. When it ends, however that
/// happens, so does all that it left behind.
struct ChildProcess {
  /// The program and its arguments; one without a `/` is looked up in `PATH`.
  var command: [String]
  /// What the child's environment has beside this process's own.
  var environment: [String: String] = [:]
  /// How long it may run, in seconds; while the machine sleeps no time passes.
  var timeout: Double
  /// Whether the child's own children are found by a mark in their environment and end with it. Not for a program
  /// that hands its environment on to others that are to live.
  var endsFamily = true
  /// Bytes that are kept of the end of each stream.
  var outputLimit = 1 << 16

  /// How a child ended.
  enum Ending: Equatable, Sendable {
    /// With an exit status.
    case exited(Int32)
    /// By a signal that was not this process's.
    case signalled(Int32)
    /// It was ended after its time.
    case timedOut
    /// It was ended because it was no longer wanted.
    case stopped(Stop)
    /// The system gave its end to somebody else.
    case lost
  }

  /// What a child left.
  struct Outcome: Sendable {
    let ending: Ending
    /// The end of its standard output.
    let output: Data
    /// The end of its standard error.
    let errors: Data
    /// How many processes it left running, all of which were ended.
    let leftovers: Int
  }

  /// Why a child is to be ended early.
  enum Stop: Error, Equatable {
    case interrupted
    case because(String)
  }

  /// Starts the child and waits for its end.
  ///
  /// - Parameter watch: asked about every 50 ms; what it throws ends the child.
  /// - Returns: how it ended.
  /// - Throws: `ProcessError` where it cannot be started.
  func run(watch: () throws(Stop) -> Void = {}) throws(ProcessError) -> Outcome {
    let family = ProcessFamily()
    var output = try OutputPipe(keeping: outputLimit)
    var errors = try OutputPipe(keeping: outputLimit)
    let child = try spawn(family, output.writeEnd, errors.writeEnd)
    output.closeWriteEnd()
    errors.closeWriteEnd()
    let ending = wait(for: child, &output, &errors, watch)
    var leftovers = 0
    if ending == nil {
      family.wait(seconds: Self.grace)
      leftovers = family.count
    }
    // Its leader is not yet waited for, so that the number of the group is still its own.
    if ending != .lost { kill(-child, SIGKILL) }
    let status = ending == .lost ? .lost : Self.status(of: child)
    family.end()
    output.drain()
    errors.drain()
    return Outcome(
      ending: ending ?? status, output: output.kept, errors: errors.kept, leftovers: leftovers)
  }

  /// How long what a child started may outlive it, in seconds: pools of workers take a moment to end.
  private static let grace = 1.0

  /// Reads what a child writes until it exits by itself, which gives nil, or is to be ended.
  private func wait(
    for child: pid_t, _ output: inout OutputPipe, _ errors: inout OutputPipe,
    _ watch: () throws(Stop) -> Void
  ) -> Ending? {
    let clock = SuspendingClock()
    let start = clock.now
    while true {
      OutputPipe.wait(for: [output, errors], milliseconds: 50)
      output.drain()
      errors.drain()
      switch Self.hasExited(child) {
      case true?: return nil
      case nil: return .lost
      case false?: break
      }
      if (clock.now - start) / .seconds(1) > timeout { return .timedOut }
      do throws(Stop) {
        try watch()
      } catch {
        return .stopped(error)
      }
    }
  }
}

extension ChildProcess {
  /// How often a program is started that somebody has open for writing: one that has just been written
  /// can be so for a moment, in a process that was forked off its writer and is not yet another program.
  private static let busyAttempts = 40
  /// `POSIX_SPAWN_SETSID`, which glibc shows only with its extensions: a new session, and so a new group,
  /// without a terminal that would stop whoever reads from it.
  private static let newSession: Int32 = 0x80

  private func spawn(
    _ family: ProcessFamily, _ output: Int32, _ errors: Int32
  ) throws(ProcessError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var variables = ProcessInfo.processInfo.environment
    variables.merge(environment) { $1 }
    variables[ProcessFamily.variable] = endsFamily ? family.mark : nil
    let entries = variables.map { "\($0.key)=\($0.value)" }.sorted()
    var child: pid_t = 0
    var code: Int32 = 0
    for _ in 0..<Self.busyAttempts {
      code = Self.withCStrings(command) { arguments in
        Self.withCStrings(entries) { entries in
          posix_spawnp(&child, command[0], &actions, &attributes, arguments, entries)
        }
      }
      guard code == ETXTBSY else { break }
      usleep(50_000)
    }
    guard code == 0 else {
      throw .refused(program: command[0], reason: String(cString: strerror(code)))
    }
    return child
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }

  /// Whether a child ended; it stays to be waited for. Nil where it is no child of this process any
  /// more, as where whoever started the program lets the system wait for children.
  private static func hasExited(_ child: pid_t) -> Bool? {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT)
    if code != 0, errno == ECHILD { return nil }
    return code == 0 && information.si_signo == SIGCHLD
  }

  /// Waits for a child that ended, or was told to.
  private static func status(of child: pid_t) -> Ending {
    var status: Int32 = 0
    var found = waitpid(child, &status, 0)
    while found == -1, errno == EINTR { found = waitpid(child, &status, 0) }
    guard found == child else { return .lost }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }
}
