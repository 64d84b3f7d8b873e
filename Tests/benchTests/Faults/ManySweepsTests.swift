import Foundation
import Testing

@Suite("Several sweeps at once on one store")
struct ManySweepsTests {
  private static let names = ["one", "two", "three", "four"]

  private func start(_ faults: FaultWorkspace, _ names: some Sequence<String>) throws -> [(
    name: String, process: Launched
  )] {
    try names.map { ($0, try Launched(faults.workspace, ["sweep", "tiny", "--out", $0])) }
  }

  private func expectSame(_ faults: FaultWorkspace, _ sweeps: [(name: String, process: Launched)])
    throws
  {
    for (name, process) in sweeps {
      let result = process.finish()
      #expect(result.code == 0, "\(result.err)")
      #expect(!result.err.contains("damaged"))
      #expect(try faults.workspace.report(name) == faults.report)
    }
    #expect(try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath)) == faults.store)
    #expect(try faults.temporaries().isEmpty)
  }

  @Test("Two and four make the same report, and no run's record is lost", arguments: [2, 4])
  func together(count: Int) throws {
    let faults = try FaultWorkspace()
    try expectSame(faults, start(faults, Self.names.prefix(count)))
  }

  @Test("They may even write into one folder")
  func oneFolder() throws {
    let faults = try FaultWorkspace()
    let sweeps = try start(faults, ["same", "same", "same"])
    try expectSame(faults, sweeps)
  }

  @Test("One that is killed disturbs no other")
  func killed() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    let sweeps = try start(faults, Self.names.prefix(3))
    sweeps[1].process.kill(after: 0.2)
    for (name, process) in [sweeps[0], sweeps[2]] {
      let result = process.finish()
      #expect(result.code == 0, "\(result.err)")
      #expect(try faults.workspace.report(name) == faults.report)
    }
    #expect(try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath)) == faults.store)
  }

  @Test("A report meanwhile is of whole records, and the sweep's own is the same")
  func report() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    let sweep = try Launched(faults.workspace, ["sweep", "tiny"])
    // As soon as there is something to report on, into the sweep's own folder.
    let store = faults.file(FaultWorkspace.storePath)
    #expect(sweep.wait { (try? FaultWorkspace.results(of: store).isEmpty) == false })
    for _ in 0..<3 {
      let result = try faults.workspace.run("report", "tiny", "--quiet")
      #expect(result.code == 0, "\(result.err)")
    }
    let result = sweep.finish()
    #expect(result.code == 0, "\(result.err)")
    #expect(try faults.workspace.report() == faults.report)
  }

  @Test("One that is stopped, for longer than the others take, goes on with the same result")
  func stopped() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    let sweeps = try start(faults, Self.names.prefix(2))
    Thread.sleep(forTimeInterval: 0.15)
    sweeps[0].process.send(SIGSTOP)
    // Where it was stopped with a lock, the other one waits for it; it has five seconds.
    for _ in 0..<100 where sweeps[1].process.process.isRunning { usleep(50_000) }
    sweeps[0].process.send(SIGCONT)
    try expectSame(faults, sweeps)
  }
}
