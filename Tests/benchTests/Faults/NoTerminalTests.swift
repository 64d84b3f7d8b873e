#if os(Linux)
  import Foundation
  import Testing

  @Suite("No terminal, and odd surroundings")
  struct NoTerminalTests {
    /// Starts the program with some of descriptors 0, 1 and 2 closed and nothing behind the others.
    private func status(
      _ workspace: SweepWorkspace, _ words: [String], closing closed: [Int32]
    ) throws -> Int32 {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      for descriptor in Int32(0)...2 {
        if closed.contains(descriptor) {
          posix_spawn_file_actions_addclose(&actions, descriptor)
        } else {
          posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
      }
      let env = try #require(Tool.find("env")).path
      let line =
        [env, "-i", "-C", workspace.folder.path, try ExecutableTests.executable().path]
        + workspace.complete(words)
      var arguments: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
      defer { for argument in arguments { free(argument) } }
      var child: pid_t = 0
      #expect(posix_spawn(&child, env, &actions, nil, &arguments, environ) == 0)
      var status: Int32 = 0
      while waitpid(child, &status, 0) == -1, errno == EINTR {}
      return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }

    @Test(
      "With descriptors closed nothing is printed into a record, and lost results are an error",
      arguments: [([0], 0), ([1], 74), ([2], 0), ([0, 2], 0), ([0, 1, 2], 74)] as [([Int32], Int32)]
    )
    func closed(descriptors: [Int32], code: Int32) throws {
      let faults = try FaultWorkspace()
      #expect(try status(faults.workspace, ["sweep", "tiny"], closing: descriptors) == code)
      #expect(try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath)) == faults.store)
      #expect(try faults.workspace.report() == faults.report)
    }

    @Test(
      "Without an environment, with a nonsense width and with any locale the report is the same",
      arguments: [
        ["-i"], ["-u", "HOME", "-u", "TERM"], ["COLUMNS=nonsense"], ["COLUMNS=-7", "TERM="],
        ["COLUMNS=99999999999999999999", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Kathmandu"],
      ])
    func environment(settings: [String]) throws {
      let faults = try FaultWorkspace()
      let sweep = try Launched(faults.workspace, ["sweep", "tiny"], behind: ["env"] + settings)
      #expect(sweep.finish().code == 0, "\(sweep.err)")
      #expect(try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath)) == faults.store)
      #expect(try faults.workspace.report() == faults.report)
    }

    @Test(
      "A limit of open files is raised where it may be, and refused by one line where it may not")
    func openFiles() throws {
      let faults = try FaultWorkspace()
      for limit in ["5:5", "255:255"] {
        let few = try Launched(
          faults.workspace, ["sweep", "tiny"], behind: ["prlimit", "--nofile=\(limit)"]
        ).finish()
        #expect(few.code == 74)
        #expect(
          few.err == "bench: \(limit.prefix { $0 != ":" }) files may be open at once, and 256 are "
            + "needed; raise the limit with 'ulimit -n 1024'\n")
      }
      for limit in ["8:4096", "256:256"] {
        let raised = try Launched(
          faults.workspace, ["sweep", "tiny"], behind: ["prlimit", "--nofile=\(limit)"]
        ).finish()
        #expect(raised.code == 0, "\(raised.err)")
        #expect(try faults.workspace.report() == faults.report)
      }
    }

    @Test(
      "No limit of memory or stack that a cluster sets turns a result",
      arguments: ["--stack=1048576", "--core=0"])
    func limits(limit: String) throws {
      let faults = try FaultWorkspace()
      let sweep = try Launched(faults.workspace, ["sweep", "tiny"], behind: ["prlimit", limit])
      #expect(sweep.finish().code == 0, "\(sweep.err)")
      #expect(try faults.workspace.report() == faults.report)
    }
  }
#endif
