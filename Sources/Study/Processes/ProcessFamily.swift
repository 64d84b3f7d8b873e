import Foundation

/// The processes that descend from one child, found by a mark in their environment: a group can be left,
/// and what leaves it must end too.
struct ProcessFamily: Sendable {
  /// The variable that holds the mark.
  static let variable = "BENCH_FAMILY"

  /// Which process started the family, and a number of its own.
  let mark: String

  /// A family without members.
  init() {
    mark = "\(Self.owner)-\(UUID().uuidString.prefix(8))"
  }

  /// What tells this process from all others of this boot, and of its container.
  static let owner: String = {
    let process = ProcessInfo.processInfo.processIdentifier
    return "\(machine)-\(process)-\(startTime(of: process) ?? "0")"
  }()

  /// The boot, and the name space of process numbers: no other machine on a shared file system has
  /// both.
  private static let machine: String = {
    let boot =
      (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
    let space =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
    return boot.prefix(8) + space.filter(\.isNumber)
  }()

  /// When a process began, in ticks since the boot: a number is used again, with a time not.
  private static func startTime(of process: pid_t) -> String? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].split(separator: " ")
    return fields.count > 20 ? String(fields[20]) : nil
  }

  /// How many of its processes run.
  var count: Int { Self.marked { $0 == mark }.count }

  /// Waits until none of its processes runs, or a time has passed.
  func wait(seconds: Double) {
    for _ in 0..<Int(seconds * 50) where count > 0 { usleep(20_000) }
  }

  /// Ends what is left of it.
  func end() {
    // One that is ended may have started another at the last moment; a zombie has no environment.
    for _ in 0..<100 {
      let members = Self.marked { $0 == mark }
      guard !members.isEmpty else { return }
      for member in members { kill(member, SIGKILL) }
      usleep(2000)
    }
  }

  /// Ends what processes of this machine that are no longer there left behind.
  static func endAbandoned() {
    for process in marked(isAbandoned) { kill(process, SIGKILL) }
  }

  /// Whether whoever made a mark, or a name that begins with one, is gone. A mark of another machine is
  /// not judged.
  static func isAbandoned(_ mark: String) -> Bool {
    let parts = mark.split(separator: "-")
    guard parts.count >= 3, parts[0] == machine[...], let process = pid_t(parts[1]),
      let start = Int(parts[2]), start > 0
    else { return false }
    guard let now = startTime(of: process) else { return kill(process, 0) == -1 && errno == ESRCH }
    return now != String(start)
  }

  /// The processes of this user with a mark that fits, this one left out.
  private static func marked(_ fits: (String) -> Bool) -> [pid_t] {
    let own = ProcessInfo.processInfo.processIdentifier
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { pid_t($0) }.filter { process in
      guard process != own else { return false }
      return mark(of: process).map(fits) ?? false
    }
  }

  private static func mark(of process: pid_t) -> String? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else {
      return nil
    }
    let prefix = Array("\(variable)=".utf8)
    return data.split(separator: 0).first { $0.starts(with: prefix) }
      .map { String(decoding: $0.dropFirst(prefix.count), as: UTF8.self) }
  }
}
