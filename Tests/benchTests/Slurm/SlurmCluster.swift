import Foundation

/// A Slurm of one machine on loopback, in a folder of its own: munged, slurmctld and slurmd, ended with its owner
/// and, should the tests be killed, by a watchdog.
final class SlurmCluster {
  /// A wait that came to its bound, or a daemon that did not start.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let programs = [
    "/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch",
    "/usr/bin/squeue", "/usr/bin/scontrol",
  ]
  /// Whether Debian's packages slurm-wlm and munge are there.
  static let isInstalled = programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  static let absence = "slurm-wlm or munge is not installed: run 'make setup-slurm'"

  let folder: URL
  private var daemons: [String: Process] = [:]
  private var watchdog: Process?

  /// Starts it, and waits until the machine is idle.
  init() throws {
    // Short, since the path of a socket is.
    folder = URL(fileURLWithPath: "/tmp/bench-slurm-\(UUID().uuidString.prefix(8))")
    for name in ["munge", "state", "spool"] {
      try FileManager.default.createDirectory(
        at: file(name), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    do {
      try start()
    } catch {
      stop()
      throw error
    }
  }

  deinit { stop() }

  /// What a command needs to find this cluster.
  var environment: [String: String] { ["SLURM_CONF": file("slurm.conf").path] }

  func file(_ path: String) -> URL { folder.appendingPathComponent(path) }

  /// Runs one of Slurm's programs, for at most ten seconds.
  @discardableResult
  func run(_ words: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["10"] + words
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(environment) { $1 }
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  /// Asks again until something is so.
  func wait(
    for what: String, seconds: Double = 60, _ isSo: () throws -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    while try !isSo() {
      guard Date() < end else {
        throw Failure(
          description: "not within \(Int(seconds)) s: \(what)\n\(logs())")
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  /// The states of all tasks of all arrays: `RUNNING`, `NODE_FAIL`, …
  func states() throws -> [String] {
    try run("squeue", "--states=all", "--array", "--noheader", "--format=%T")
      .split(separator: "\n").map(String.init)
  }
}

extension SlurmCluster {
  private func start() throws {
    let ports = try Self.freePorts()
    let key = Data((0..<128).map { _ in UInt8.random(in: 0...255) })
    try key.write(to: file("munge/key"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o400], ofItemAtPath: file("munge/key").path)
    try configuration(ports).write(
      to: file("slurm.conf"), atomically: true, encoding: .utf8)
    try startWatchdog()
    try startDaemon(
      "munged", "--foreground", "--force", "--num-threads=2",
      "--key-file=\(file("munge/key").path)",
      "--socket=\(file("munge/s").path)", "--pid-file=\(file("munge/pid").path)",
      "--log-file=\(file("munge/log").path)", "--seed-file=\(file("munge/seed").path)")
    try wait(for: "munged's socket", seconds: 10) {
      FileManager.default.fileExists(atPath: file("munge/s").path)
    }
    try startDaemon("slurmctld", "-D", "-c", "-f", file("slurm.conf").path)
    try startNode()
  }

  /// Starts the machine, and waits until the controller has it.
  func startNode() throws {
    try startDaemon("slurmd", "-D", "-N", "localhost", "-f", file("slurm.conf").path)
    try wait(for: "an idle machine", seconds: 30) {
      try run("sinfo", "--noheader", "--format=%T").hasPrefix("idle")
    }
  }

  private func startDaemon(_ name: String, _ arguments: String...) throws {
    let log = file("\(name).out")
    if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
    let output = try FileHandle(forWritingTo: log)
    try output.seekToEnd()
    let process = Process()
    // A daemon closes all that it inherits, also what `Process` knows a child's end by; the shell does not.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [
        "-c", #"child=$1; shift; "$@" & echo $! >"$child.new"; mv "$child.new" "$child"; wait"#,
        "sh",
        file("\(name).child").path, "/usr/sbin/\(name)",
      ] + arguments
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    daemons[name] = process
  }

  /// The number of a daemon's process.
  private func identifier(of name: String) -> pid_t? {
    let text = try? String(contentsOf: file("\(name).child"), encoding: .utf8)
    return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// Ends the daemons should this process be killed.
  private func startWatchdog() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      while kill -0 "$1" 2>/dev/null; do sleep 1; done
      for file in "$2"/*.child; do kill -9 "$(cat "$file")"; done
      rm -rf "$2"
      """,
      "watchdog", "\(ProcessInfo.processInfo.processIdentifier)", folder.path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    watchdog = process
  }

  /// Slurm's own settings: short times, no accounting, more processors than there may be.
  private func configuration(_ ports: (Int, Int)) -> String {
    let user = NSUserName()
    return """
      ClusterName=bench
      SlurmctldHost=localhost(127.0.0.1)
      SlurmctldPort=\(ports.0)
      SlurmdPort=\(ports.1)
      SlurmUser=\(user)
      SlurmdUser=\(user)
      AuthType=auth/munge
      AuthInfo=socket=\(file("munge/s").path)
      CredType=cred/munge
      StateSaveLocation=\(file("state").path)
      SlurmdSpoolDir=\(file("spool").path)
      SlurmctldPidFile=\(file("slurmctld.pid").path)
      SlurmdPidFile=\(file("slurmd.pid").path)
      SlurmctldLogFile=\(file("slurmctld.log").path)
      SlurmdLogFile=\(file("slurmd.log").path)
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      SwitchType=switch/none
      MpiDefault=none
      AccountingStorageType=accounting_storage/none
      JobAcctGatherType=jobacct_gather/none
      JobCompType=jobcomp/none
      SchedulerType=sched/builtin
      SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
      SelectType=select/cons_tres
      SelectTypeParameters=CR_CPU
      SlurmdParameters=config_overrides
      ReturnToService=2
      BatchStartTimeout=1
      MessageTimeout=5
      SlurmctldTimeout=5
      SlurmdTimeout=3
      KillWait=2
      MinJobAge=300
      UnkillableStepTimeout=5
      NodeName=localhost NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN
      PartitionName=debug Nodes=localhost Default=YES MaxTime=INFINITE State=UP
      """ + "\n"
  }

  /// Two ports that nobody has now.
  private static func freePorts() throws -> (Int, Int) {
    let found = try (0..<2).map { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
        }
      }
      guard isBound else { throw Failure(description: "no free port") }
      return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
    for port in found { close(port.0) }
    return (found[0].1, found[1].1)
  }
}

extension SlurmCluster {
  /// Kills the machine: its daemon, and whatever it runs, at once and without a word.
  func killNode() {
    let own = ProcessInfo.processInfo.processIdentifier
    let mark = Data("SLURM_CONF=\(file("slurm.conf").path)\0".utf8)
    // Jobs begin new processes while they are looked for.
    for _ in 0..<3 {
      for process in Self.processes() where process != own {
        guard let name = Self.content("/proc/\(process)/comm"),
          let variables = Self.content("/proc/\(process)/environ"),
          variables.range(of: mark) != nil
        else { continue }
        let isNode = ["slurmd\n", "slurmstepd\n"].contains(String(decoding: name, as: UTF8.self))
        let isJob = variables.range(of: Data("SLURM_JOB_ID=".utf8)) != nil
        if isNode || isJob { kill(process, SIGKILL) }
      }
    }
    end("slurmd", SIGKILL)
  }

  /// Ends a daemon with a signal, or with another after five seconds; its shell ends with it.
  private func end(_ name: String, _ signal: Int32) {
    guard let shell = daemons[name] else { return }
    let daemon = identifier(of: name)
    if let daemon { kill(daemon, signal) }
    let end = Date(timeIntervalSinceNow: 5)
    while shell.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    if shell.isRunning {
      if let daemon { kill(daemon, SIGKILL) }
      kill(shell.processIdentifier, SIGKILL)
    }
    shell.waitUntilExit()
    daemons[name] = nil
    try? FileManager.default.removeItem(at: file("\(name).child"))
  }

  /// Ends everything, whatever state it is in.
  func stop() {
    killNode()
    for name in ["slurmctld", "munged"] { end(name, SIGTERM) }
    watchdog?.terminate()
    watchdog?.waitUntilExit()
    watchdog = nil
    try? FileManager.default.removeItem(at: folder)
  }

  private static func processes() -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }
  }

  private static func content(_ path: String) -> Data? {
    FileManager.default.contents(atPath: path)
  }

  /// The ends of the daemons' logs, for a test that fails.
  private func logs() -> String {
    ["munged.out", "slurmctld.out", "slurmctld.log", "slurmd.log"].map { name in
      let text = (try? String(contentsOf: file(name), encoding: .utf8)) ?? ""
      return "\(name): …\(text.suffix(600))"
    }.joined(separator: "\n")
  }
}
