import Foundation
import Testing

@testable import Study

@Suite("Child processes")
struct ChildProcessTests {
  private func run(_ command: [String], timeout: Double = 60) throws -> ChildProcess.Outcome {
    try ChildProcess(command: command, timeout: timeout).run()
  }

  @Test("Words reach a program as they are, without a shell")
  func words() throws {
    let outcome = try run(["printf", "%s|", "a b", "$HOME", "`id`", "; exit 3", "*", ""])
    #expect(outcome.ending == .exited(0))
    #expect(String(decoding: outcome.output, as: UTF8.self) == "a b|$HOME|`id`|; exit 3|*||")
  }

  @Test("Status, signal, and streams apart")
  func endings() throws {
    let failed = try run(["/bin/sh", "-c", "echo out; echo err >&2; exit 7"])
    #expect(failed.ending == .exited(7))
    #expect(String(decoding: failed.output, as: UTF8.self) == "out\n")
    #expect(String(decoding: failed.errors, as: UTF8.self) == "err\n")
    #expect(try run(["/bin/sh", "-c", "kill -KILL $$"]).ending == .signalled(9))
    #expect(try run(["sleep", "1000"], timeout: 0.2).ending == .timedOut)
  }

  @Test("Input is empty, signals are as usual, and no other descriptor is open")
  func surroundings() throws {
    #expect(try run(["cat"]).ending == .exited(0))
    #expect(try run(["/bin/sh", "-c", "kill -PIPE $$"]).ending == .signalled(13))
    let open = try run(["/bin/sh", "-c", "ls /proc/$$/fd"])
    let numbers = String(decoding: open.output, as: UTF8.self).split(separator: "\n")
    #expect(numbers.allSatisfy { Int($0).map { $0 < 3 || $0 >= 10 } ?? false }, "\(numbers)")
  }

  @Test("Only the end of what is written is kept")
  func bounds() throws {
    var child = ChildProcess(
      command: ["/bin/sh", "-c", "yes | head -c 5000000; echo the end"], timeout: 60)
    child.outputLimit = 1000
    let outcome = try child.run()
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output.count == 1000)
    #expect(String(decoding: outcome.output, as: UTF8.self).hasSuffix("y\nthe end\n"))
  }

  @Test("Whoever watches can end it, and is asked again and again")
  func watching() throws {
    var asked = 0
    let outcome = try ChildProcess(command: ["sleep", "1000"], timeout: 60).run {
      () throws(ChildProcess.Stop) in
      asked += 1
      if asked == 3 { throw .because("enough") }
    }
    #expect(outcome.ending == .stopped(.because("enough")))
    #expect(asked == 3)
  }

  @Test("What left the group is ended and counted")
  func family() throws {
    let script = "setsid sleep 7654321 & sleep 7654321 & exit 0"
    let outcome = try run(["/bin/sh", "-c", script])
    #expect(outcome.ending == .exited(0))
    #expect(outcome.leftovers == 2)
    let left = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
      FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
        .map { $0.starts(with: Data("sleep\0007654321".utf8)) } ?? false
    }
    #expect(left == [])
  }

  @Test("What ends a moment after the program is not left over")
  func moment() throws {
    let outcome = try run(["/bin/sh", "-c", "sleep 0.1 & exit 0"])
    #expect(outcome.leftovers == 0)
  }

  @Test("A program that cannot be started leaves no descriptor open")
  func descriptors() throws {
    func count() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
    let before = try count()
    for _ in 0..<300 { _ = try? run(["/none/x"]) }
    // Other tests open and close files meanwhile; a leak would be of hundreds.
    #expect(try count() < before + 150)
  }

  @Test("A mark tells a process that is there from one that is gone")
  func abandoned() {
    #expect(!ProcessFamily.isAbandoned(ProcessFamily.owner + "-abc"))
    var parts = ProcessFamily.owner.split(separator: "-").map(String.init)
    parts[2] = "1"
    #expect(ProcessFamily.isAbandoned(parts.joined(separator: "-")))
    parts[0] = "another"
    #expect(!ProcessFamily.isAbandoned(parts.joined(separator: "-")))
    #expect(!ProcessFamily.isAbandoned("x"))
  }

  @Test("A program that is not there")
  func missing() {
    #expect(
      throws: ProcessError.refused(program: "/none/x", reason: "No such file or directory")
    ) {
      try run(["/none/x"])
    }
  }
}
