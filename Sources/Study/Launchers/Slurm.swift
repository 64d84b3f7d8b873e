import Foundation

/// Slurm, through its client programs: every call has a time limit, bounded output, and no shell.
///
/// Reference: A. B. Yoo, M. A. Jette and M. Grondona, "SLURM: Simple Linux Utility for Resource Management",
/// JSSPP 2003; the pages sbatch(1), squeue(1) and scontrol(1) of version 22.05.
public struct Slurm: JobQueue {
  private let options: SlurmOptions
  private let throttle: Int?
  /// The longest time for one call, in seconds.
  var timeLimit = 60

  /// Slurm as the environment configures it.
  ///
  /// - Parameters:
  ///   - options: for every array.
  ///   - throttle: how many tasks of an array may run at a time, at least 1; nil for as many as fit.
  public init(options: SlurmOptions = .none, throttle: Int? = nil) {
    self.options = options
    self.throttle = throttle
  }

  /// One less than the size that `MaxArraySize` allows, which counts from 0.
  public func largestIndex() throws(LauncherError) -> Int {
    let answer = try run("scontrol", ["show", "config"])
    for line in answer.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == "MaxArraySize" else {
        continue
      }
      if let size = Int(parts[1].trimmingCharacters(in: .whitespaces)), size > 1 { return size - 1 }
      throw .refused(
        tool: "scontrol", said: "MaxArraySize is \(parts[1]): arrays are switched off; raise it")
    }
    throw .unreadable(tool: "scontrol", answer: String(answer.prefix(100)))
  }

  /// Hands in an array; the answer is checked to be a number.
  public func submit(_ array: ArrayRequest) throws(LauncherError) -> String {
    let answer = try run("sbatch", words(of: array))
    // Of a federation, the cluster's name follows.
    let job = answer.prefix { $0 != ";" }.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !job.isEmpty, job.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .unreadable(tool: "sbatch", answer: String(answer.prefix(100)))
    }
    return job
  }

  /// Asks for all tasks in all states; the controller forgets those that ended after `MinJobAge`.
  public func tasks() throws(LauncherError) -> [QueuedTask] {
    let answer = try run(
      "squeue", ["--states=all", "--array", "--noheader", "--format=%F|%K|%T|%r|%j"])
    return answer.split(separator: "\n").compactMap(Self.task)
  }
}

extension Slurm {
  /// The words after `sbatch`: what a user may change, the user's, then what must be so.
  func words(of array: ArrayRequest) -> [String] {
    let bound = throttle.map { "%\($0)" } ?? ""
    let dependency = array.after.map { ["--dependency=aftercorr:\($0)"] } ?? []
    // A percent sign of a path would be a placeholder.
    let prefix = array.log.prefix.replacingOccurrences(of: "%", with: "%%")
    let suffix = array.log.suffix.replacingOccurrences(of: "%", with: "%%")
    return ["--requeue", "--open-mode=append"] + options.words + [
      "--parsable", "--kill-on-invalid-dep=yes", "--job-name=\(array.name)",
      "--array=\(Self.ranges(array.indexes))\(bound)",
    ] + dependency + [
      "--chdir=\(array.directory)", "--output=\(prefix)%a\(suffix)", array.script,
    ] + array.arguments
  }

  /// `1,3-7` for 1, 3, 4, 5, 6, 7.
  static func ranges(_ indexes: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for index in indexes {
      if let last = ranges.last, last.upperBound + 1 == index {
        ranges[ranges.count - 1] = last.lowerBound...index
      } else {
        ranges.append(index...index)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// A line of `squeue`; nil for what is no task of an array.
  static func task(_ line: Substring) -> QueuedTask? {
    let fields = line.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 5, let index = Int(fields[1]) else { return nil }
    return QueuedTask(
      job: String(fields[0]), name: String(fields[4]), index: index,
      state: state(String(fields[2])), reason: String(fields[3]))
  }

  /// What a job state code means here; one that will be tried again waits.
  private static func state(_ code: String) -> QueuedTask.State {
    switch code {
    case "PENDING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD":
      .waiting
    case "RUNNING", "CONFIGURING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT",
      "RESIZING":
      .running
    case "COMPLETED": .completed
    default: .ended(code)
    }
  }

  /// Runs one of the client programs.
  private func run(_ tool: String, _ arguments: [String]) throws(LauncherError) -> String {
    // The job gets the environment of sbatch, and must not end with it.
    var process = ChildProcess(
      command: [tool] + arguments, timeout: Double(timeLimit), endsFamily: false)
    process.outputLimit = 1 << 26
    let outcome: ChildProcess.Outcome
    do throws(ProcessError) {
      outcome = try process.run()
    } catch {
      throw .unavailable(tool: tool, reason: error.reason)
    }
    if outcome.ending == .timedOut { throw .silent(tool: tool, seconds: timeLimit) }
    let errors = String(decoding: outcome.errors.suffix(4096), as: UTF8.self)
    guard outcome.ending == .exited(0) else {
      throw .refused(tool: tool, said: Self.summary(errors, outcome.ending))
    }
    guard outcome.output.count < process.outputLimit else {
      throw .unreadable(tool: tool, answer: "more than \(process.outputLimit) bytes")
    }
    return String(decoding: outcome.output, as: UTF8.self)
  }

  /// What a program said, on one line.
  private static func summary(_ errors: String, _ ending: ChildProcess.Ending) -> String {
    let lines = errors.split(whereSeparator: \.isNewline).map { line in
      line.replacingOccurrences(
        of: #"^[a-z]+: (error|fatal): "#, with: "", options: .regularExpression)
    }
    guard !lines.isEmpty else { return "it ended with \(ending) and said nothing" }
    return String(VisibleText.of(lines.joined(separator: "; ")).prefix(300))
  }
}
