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
    #expect(outcome.ending == .stopped(reason: "enough"))
    #expect(asked == 3)
  }

  @Test("What left the group is ended and counted")
  func family() throws {
    let outcome = try run(["/bin/sh", "-c", "setsid sleep 1000 & setsid sleep 1000 & exit 0"])
    #expect(outcome.ending == .exited(0))
    #expect(outcome.leftovers <= 2)
    let again = try run(["/bin/sh", "-c", "setsid sleep 1000 & sleep 0.2; exit 0"])
    #expect(again.leftovers == 1)
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
    #expect(throws: ProcessError(program: "/none/x", reason: "No such file or directory")) {
      try run(["/none/x"])
    }
  }
}
